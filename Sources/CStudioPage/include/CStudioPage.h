#ifndef C_STUDIO_PAGE_H
#define C_STUDIO_PAGE_H

#include <stddef.h>
#include <stdint.h>

/// A file of the studio's page; name and bytes last as long as the program.
struct studio_page_file {
  const char *name;
  const uint8_t *bytes;
  size_t byte_count;
};

/// How many files there are.
size_t studio_page_file_count(void);

/// The file at `index`, which must be less than their count.
struct studio_page_file studio_page_file_at(size_t index);

#endif
