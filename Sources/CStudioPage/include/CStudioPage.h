#ifndef C_STUDIO_PAGE_H
#define C_STUDIO_PAGE_H

#include <stddef.h>
#include <stdint.h>

/// A file of the studio's page; its name and bytes live as long as the program.
struct studio_page_file {
  const char *name;
  const uint8_t *bytes;
  size_t byte_count;
};

/// The number of files.
size_t studio_page_file_count(void);

/// The file at `index`, which must be less than their number.
struct studio_page_file studio_page_file_at(size_t index);

#endif
