// The part of the disk that concerns files which no database writes: attachments.
#ifndef BLOB_DISK_H
#define BLOB_DISK_H

#include <stdint.h>

// Of faulty_disk.c: counts one write or sync below a machine's folder. Returns 0, the error number
// with which it fails, or -1 for a path that isn't watched.
int faulty_disk_count(const char *path, int grows);

// The power of the machine with a folder goes and comes back. Returns how much was lost.
uint64_t blob_disk_power_cycle(const char *folder, uint64_t (*random)(void *), void *state,
                               int policy);

// Nobody asks about a folder any more.
void blob_disk_forget(const char *folder);

#endif
