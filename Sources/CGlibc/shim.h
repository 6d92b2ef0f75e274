// What the system's C library has and Swift's view of it leaves out.
#include <malloc.h>
#include <stdint.h>

int sync_file_range(int descriptor, int64_t offset, int64_t count, unsigned int flags);

#define ESCALE_SYNC_FILE_RANGE_WRITE 2U
