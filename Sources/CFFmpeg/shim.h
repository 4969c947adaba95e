// FFmpeg's C libraries as one Swift module. Besides the includes it contains only what Swift cannot import.
#ifndef JULIAREEL_CFFMPEG_SHIM_H
#define JULIAREEL_CFFMPEG_SHIM_H

#include <pthread.h>
#include <stdint.h>

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/avutil.h>
#include <libavutil/buffer.h>
#include <libavutil/channel_layout.h>
#include <libavutil/crc.h>
#include <libavutil/dict.h>
#include <libavutil/error.h>
#include <libavutil/frame.h>
#include <libavutil/log.h>
#include <libavutil/pixdesc.h>
#include <libavutil/pixfmt.h>
#include <libavutil/rational.h>
#include <libavutil/opt.h>
#include <libavutil/samplefmt.h>
#include <libavutil/sha.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>

// AVERROR() is a function-like macro, which Swift does not import.
static inline int cffmpeg_error_from_errno(int error) { return AVERROR(error); }

// Swift does not import macros that expand to other function-like macros (FFERRTAG, AVERROR, INT64_C).
static const int CFFMPEG_ERROR_AGAIN = AVERROR(EAGAIN);
static const int CFFMPEG_ERROR_EOF = AVERROR_EOF;
static const int CFFMPEG_ERROR_INVALID_DATA = AVERROR_INVALIDDATA;
static const int CFFMPEG_ERROR_STREAM_NOT_FOUND = AVERROR_STREAM_NOT_FOUND;
static const int CFFMPEG_ERROR_ENCODER_NOT_FOUND = AVERROR_ENCODER_NOT_FOUND;
static const int CFFMPEG_ERROR_OPTION_NOT_FOUND = AVERROR_OPTION_NOT_FOUND;
static const int64_t CFFMPEG_NO_TIMESTAMP = AV_NOPTS_VALUE;

// Macros up to libswscale 8, enumerators from 9 on.
static const int CFFMPEG_ACCURATE_SCALING = SWS_BILINEAR | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INP;

// A struct of unknown contents up to libswscale 8, which is another type to Swift than one whose members are known.
typedef struct SwsContext *cffmpeg_scaler;

// Swift cannot take a va_list from C on all systems, so libav's messages are formatted here. Only one file may use
// this, since each file that includes it has its own receiver.
typedef void (*cffmpeg_log_receiver)(const char *source, const char *line);
static inline cffmpeg_log_receiver *cffmpeg_receiver(void) {
  static cffmpeg_log_receiver receiver;
  return &receiver;
}

static inline void cffmpeg_log(void *context, int level, const char *format, va_list arguments) {
  // The bits above are the message's colour.
  if (level >= 0 && (level & 0xff) > AV_LOG_ERROR) return;
  const AVClass *class = context ? *(const AVClass **)context : NULL;
  const char *source = class && class->item_name ? class->item_name(context) : NULL;
  char line[512];
  int has_prefix = 0;
  if (av_log_format_line2(context, level, format, arguments, line, sizeof line, &has_prefix) < 0) return;
  (*cffmpeg_receiver())(source ? source : "libav", line);
}

// Calls `receiver` with each error message, on the thread that caused it, instead of writing the message to the
// terminal.
static inline void cffmpeg_set_log_receiver(cffmpeg_log_receiver receiver) {
  *cffmpeg_receiver() = receiver;
  av_log_set_callback(cffmpeg_log);
}

// A number unique among running threads. pthread_self() is an integer on some systems and a pointer on others.
static inline uintptr_t cffmpeg_thread(void) { return (uintptr_t)pthread_self(); }

// An enum in newer versions and macros in older ones: conversion that is identical on every processor, with full
// chroma.
static const int CFFMPEG_EXACT_SCALING = SWS_BILINEAR | SWS_ACCURATE_RND | SWS_BITEXACT | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP;

#endif
