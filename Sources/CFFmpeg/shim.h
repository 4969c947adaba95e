// FFmpeg's C libraries as one Swift module. Beyond the includes it holds only what Swift's importer leaves out.
#ifndef JULIAREEL_CFFMPEG_SHIM_H
#define JULIAREEL_CFFMPEG_SHIM_H

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/avutil.h>
#include <libavutil/buffer.h>
#include <libavutil/dict.h>
#include <libavutil/error.h>
#include <libavutil/frame.h>
#include <libavutil/log.h>
#include <libavutil/pixdesc.h>
#include <libavutil/pixfmt.h>
#include <libavutil/rational.h>
#include <libavutil/opt.h>
#include <libavutil/sha.h>
#include <libswscale/swscale.h>

// AVERROR() is a function-like macro, which Swift does not import.
static inline int cffmpeg_error_from_errno(int error) { return AVERROR(error); }

// Swift does not import macros that expand to other function-like macros (FFERRTAG, AVERROR, INT64_C).
static const int CFFMPEG_ERROR_AGAIN = AVERROR(EAGAIN);
static const int CFFMPEG_ERROR_EOF = AVERROR_EOF;
static const int CFFMPEG_ERROR_ENCODER_NOT_FOUND = AVERROR_ENCODER_NOT_FOUND;
static const int CFFMPEG_ERROR_OPTION_NOT_FOUND = AVERROR_OPTION_NOT_FOUND;
static const int64_t CFFMPEG_NO_TIMESTAMP = AV_NOPTS_VALUE;

// An enum in newer versions and macros in older ones: conversion that is the same on every processor, with all of the chroma.
static const int CFFMPEG_EXACT_SCALING = SWS_BILINEAR | SWS_ACCURATE_RND | SWS_BITEXACT | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP;

#endif
