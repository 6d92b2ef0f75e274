// A disk for SQLite that can fail like a real one, and remembers what was never synced.
//
// Stands before the system's own VFS as the default. Files below a folder that was named as a
// machine's are watched: each write since the file's last sync is kept with what it replaced, so
// that a power cut can take it back, keep it, or tear it. All other files are passed through.
#ifndef FAULTY_DISK_H
#define FAULTY_DISK_H

#include <stdint.h>

/// What an armed disk does when its time has come.
enum {
  /// Nothing.
  FAULTY_DISK_FINE = 0,
  /// The power goes: this and every later access fails until the machine is started again.
  FAULTY_DISK_CUT = 1,
  /// This write or sync fails.
  FAULTY_DISK_FAIL_ONCE = 2,
  /// This and every later write and sync fails.
  FAULTY_DISK_FAIL_ON = 3,
  /// There is no room left: nothing grows any more.
  FAULTY_DISK_FULL = 4,
};

/// Makes the disk the default one of this process; once is enough.
///
/// Returns 0, or SQLite's error.
int faulty_disk_register(void);

/// Watches a folder, named by its absolute path with no slash at the end.
///
/// Returns the machine's number, or -1 where there are too many or the name is too long.
int faulty_disk_add(const char *folder);

/// Stops watching; files still open below it fail from now on.
void faulty_disk_remove(int machine);

/// From the `after`-th write or sync from now on (1 is the next), the disk does what `kind` says.
void faulty_disk_arm(int machine, int kind, uint64_t after);

/// How many writes and syncs the machine has made.
uint64_t faulty_disk_operations(int machine);

/// How many writes wait for a sync.
uint64_t faulty_disk_unsynced(int machine);

/// Whether what it was armed with has happened since it was armed.
int faulty_disk_has_struck(int machine);

/// Whether the power is gone.
int faulty_disk_is_dead(int machine);

/// Whether syncs are promised and not made.
void faulty_disk_lie(int machine, int lies);

/// Whether what this thread does with files of attachments is the world's own doing, not a
/// program's: it meets no fault and is not remembered.
void faulty_disk_pause(int is_paused);

/// Every file open now is as if its program had been killed; what it wrote stays.
void faulty_disk_kill(int machine);

/// The power goes and comes back: every file open now is dead, and each unsynced write is kept, lost
/// or torn, as the seed says.
///
/// Returns how many unsynced writes were not kept whole.
uint64_t faulty_disk_power_cycle(int machine, uint64_t seed);

#endif
