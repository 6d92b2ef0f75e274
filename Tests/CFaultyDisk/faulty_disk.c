#include "faulty_disk.h"

#include "blob_disk.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MACHINE_LIMIT 1024
#define FOLDER_LIMIT 400
#define SECTOR 512

// One write or truncation that no sync has covered, and what was there before.
typedef struct {
  sqlite3_int64 offset;
  int length;             // of `after`; -1 for a truncation to `offset`
  sqlite3_int64 old_size; // of the file
  int before_length;      // of `before`
  int is_doomed;          // a sync that failed: a later one doesn't cover it
  unsigned char *before;
  unsigned char *after;
} Write;

typedef struct Record {
  struct Record *next;
  Write *writes;
  int count, room;
  sqlite3_int64 size;
  char path[];
} Record;

typedef struct {
  char folder[FOLDER_LIMIT];
  int is_used, is_dead, lies, kind, has_struck;
  unsigned generation;
  uint64_t operations, strike_at;
  Record *records;
} Machine;

typedef struct {
  sqlite3_file base;
  Machine *machine;
  Record *record; // NULL for a file that isn't watched
  unsigned generation;
} Handle;

static sqlite3_vfs *real_vfs;
static sqlite3_vfs this_vfs;
static Machine machines[MACHINE_LIMIT];
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static sqlite3_file *real_file(sqlite3_file *file) {
  return (sqlite3_file *)((char *)file + sizeof(Handle));
}

// MARK: What is remembered

static void free_write(Write *write) {
  free(write->before);
  free(write->after);
}

static void forget_writes(Record *record) {
  for (int i = 0; i < record->count; i++) free_write(&record->writes[i]);
  record->count = 0;
}

static Record *find_record(Machine *machine, const char *path, int adds) {
  for (Record *record = machine->records; record; record = record->next)
    if (strcmp(record->path, path) == 0) return record;
  if (!adds) return NULL;
  Record *record = calloc(1, sizeof(Record) + strlen(path) + 1);
  if (!record) return NULL;
  strcpy(record->path, path);
  struct stat status;
  record->size = stat(path, &status) == 0 ? status.st_size : 0;
  record->next = machine->records;
  machine->records = record;
  return record;
}

static Write *add_write(Record *record) {
  if (record->count == record->room) {
    int room = record->room ? record->room * 2 : 16;
    Write *writes = realloc(record->writes, sizeof(Write) * (size_t)room);
    if (!writes) return NULL;
    record->writes = writes;
    record->room = room;
  }
  Write *write = &record->writes[record->count++];
  memset(write, 0, sizeof *write);
  write->old_size = record->size;
  return write;
}

static void keep_before(Write *write, sqlite3_file *file, sqlite3_int64 from, sqlite3_int64 to) {
  if (to > write->old_size) to = write->old_size;
  if (to <= from) return;
  write->before = malloc((size_t)(to - from));
  if (!write->before) return;
  if (file->pMethods->xRead(file, write->before, (int)(to - from), from) == SQLITE_OK)
    write->before_length = (int)(to - from);
}

static void note_write(Record *record, sqlite3_file *file, const void *bytes, int length,
                       sqlite3_int64 offset) {
  Write *write = add_write(record);
  if (!write) return;
  write->offset = offset;
  write->length = length;
  keep_before(write, file, offset, offset + length);
  write->after = malloc((size_t)length);
  if (write->after) memcpy(write->after, bytes, (size_t)length);
  if (offset + length > record->size) record->size = offset + length;
}

static void note_truncation(Record *record, sqlite3_file *file, sqlite3_int64 size) {
  if (size >= record->size) return;
  Write *write = add_write(record);
  if (!write) return;
  write->offset = size;
  write->length = -1;
  keep_before(write, file, size, write->old_size);
  record->size = size;
}

static int overlap(const Write *one, const Write *other) {
  sqlite3_int64 one_end = one->length < 0 ? INT64_MAX : one->offset + one->length;
  sqlite3_int64 other_end = other->length < 0 ? INT64_MAX : other->offset + other->length;
  return one->offset < other_end && other->offset < one_end;
}

// Whatever a failed sync doomed stays in doubt, unless something synced has replaced it.
static void note_sync(Record *record) {
  int kept = 0;
  for (int i = 0; i < record->count; i++) {
    int is_kept = record->writes[i].is_doomed;
    for (int j = i + 1; is_kept && j < record->count; j++)
      if (!record->writes[j].is_doomed && overlap(&record->writes[i], &record->writes[j]))
        is_kept = 0;
    if (is_kept) {
      // Whatever becomes of it, the file is as long as it is now.
      record->writes[i].old_size = record->size;
      record->writes[kept++] = record->writes[i];
    } else
      free_write(&record->writes[i]);
  }
  record->count = kept;
}

// MARK: Faults

static Machine *machine_at(int number) {
  return number >= 0 && number < MACHINE_LIMIT ? &machines[number] : NULL;
}

static int is_handle_dead(const Handle *handle) {
  return handle->machine->is_dead || handle->generation != handle->machine->generation;
}

// Counts one write or sync. Returns SQLITE_OK, or how it fails.
static int step(Machine *machine, int error, int grows) {
  machine->operations++;
  if (machine->kind == FAULTY_DISK_FINE || machine->operations < machine->strike_at)
    return SQLITE_OK;
  switch (machine->kind) {
  case FAULTY_DISK_CUT:
    machine->has_struck = 1;
    machine->is_dead = 1;
    return error;
  case FAULTY_DISK_FAIL_ONCE:
    machine->has_struck = 1;
    machine->kind = FAULTY_DISK_FINE;
    return error;
  case FAULTY_DISK_FAIL_ON:
    machine->has_struck = 1;
    return error;
  default:
    if (!grows) return SQLITE_OK;
    machine->has_struck = 1;
    return SQLITE_FULL;
  }
}

// MARK: Files

static int disk_close(sqlite3_file *file) {
  sqlite3_file *real = real_file(file);
  return real->pMethods ? real->pMethods->xClose(real) : SQLITE_OK;
}

static int disk_read(sqlite3_file *file, void *bytes, int length, sqlite3_int64 offset) {
  if (is_handle_dead((Handle *)file)) return SQLITE_IOERR_READ;
  sqlite3_file *real = real_file(file);
  return real->pMethods->xRead(real, bytes, length, offset);
}

static int disk_write(sqlite3_file *file, const void *bytes, int length, sqlite3_int64 offset) {
  Handle *handle = (Handle *)file;
  sqlite3_file *real = real_file(file);
  pthread_mutex_lock(&mutex);
  int code = is_handle_dead(handle) ? SQLITE_IOERR_WRITE : SQLITE_OK;
  if (code == SQLITE_OK) {
    int grows = offset + length > handle->record->size;
    code = step(handle->machine, SQLITE_IOERR_WRITE, grows);
    // What the power cut interrupts may be on the disk, or a part of it.
    if (code == SQLITE_OK || handle->machine->is_dead) {
      note_write(handle->record, real, bytes, length, offset);
      int written = real->pMethods->xWrite(real, bytes, length, offset);
      if (code == SQLITE_OK) code = written;
    }
  }
  pthread_mutex_unlock(&mutex);
  return code;
}

static int disk_truncate(sqlite3_file *file, sqlite3_int64 size) {
  Handle *handle = (Handle *)file;
  sqlite3_file *real = real_file(file);
  pthread_mutex_lock(&mutex);
  int code = is_handle_dead(handle) ? SQLITE_IOERR_TRUNCATE : SQLITE_OK;
  if (code == SQLITE_OK) code = step(handle->machine, SQLITE_IOERR_TRUNCATE, 0);
  if (code == SQLITE_OK) {
    note_truncation(handle->record, real, size);
    code = real->pMethods->xTruncate(real, size);
  }
  pthread_mutex_unlock(&mutex);
  return code;
}

static int disk_sync(sqlite3_file *file, int flags) {
  Handle *handle = (Handle *)file;
  (void)flags;
  pthread_mutex_lock(&mutex);
  int code = is_handle_dead(handle) ? SQLITE_IOERR_FSYNC : SQLITE_OK;
  if (code == SQLITE_OK) {
    code = step(handle->machine, SQLITE_IOERR_FSYNC, 0);
    if (code == SQLITE_OK && !handle->machine->lies) note_sync(handle->record);
    // The system forgets which pages a failed sync left unwritten.
    if (code != SQLITE_OK)
      for (int i = 0; i < handle->record->count; i++) handle->record->writes[i].is_doomed = 1;
  }
  pthread_mutex_unlock(&mutex);
  return code;
}

static int disk_size(sqlite3_file *file, sqlite3_int64 *size) {
  if (is_handle_dead((Handle *)file)) return SQLITE_IOERR_FSTAT;
  sqlite3_file *real = real_file(file);
  return real->pMethods->xFileSize(real, size);
}

static int disk_lock(sqlite3_file *file, int level) {
  if (is_handle_dead((Handle *)file)) return SQLITE_IOERR_LOCK;
  sqlite3_file *real = real_file(file);
  return real->pMethods->xLock(real, level);
}

static int disk_unlock(sqlite3_file *file, int level) {
  sqlite3_file *real = real_file(file);
  return real->pMethods->xUnlock(real, level);
}

static int disk_check_lock(sqlite3_file *file, int *result) {
  sqlite3_file *real = real_file(file);
  return real->pMethods->xCheckReservedLock(real, result);
}

static int disk_control(sqlite3_file *file, int operation, void *argument) {
  sqlite3_file *real = real_file(file);
  // Grows a file without a write: the page that follows is what counts.
  if (operation == SQLITE_FCNTL_SIZE_HINT) return SQLITE_OK;
  return real->pMethods->xFileControl(real, operation, argument);
}

static int disk_sector_size(sqlite3_file *file) {
  sqlite3_file *real = real_file(file);
  return real->pMethods->xSectorSize(real);
}

static int disk_characteristics(sqlite3_file *file) {
  sqlite3_file *real = real_file(file);
  return real->pMethods->xDeviceCharacteristics(real);
}

static int disk_map(sqlite3_file *file, int page, int size, int extends, void volatile **memory) {
  if (is_handle_dead((Handle *)file)) return SQLITE_IOERR_SHMMAP;
  sqlite3_file *real = real_file(file);
  return real->pMethods->xShmMap(real, page, size, extends, memory);
}

static int disk_shared_lock(sqlite3_file *file, int offset, int count, int flags) {
  if (is_handle_dead((Handle *)file) && (flags & SQLITE_SHM_LOCK)) return SQLITE_IOERR_SHMLOCK;
  sqlite3_file *real = real_file(file);
  return real->pMethods->xShmLock(real, offset, count, flags);
}

static void disk_barrier(sqlite3_file *file) {
  sqlite3_file *real = real_file(file);
  real->pMethods->xShmBarrier(real);
}

static int disk_unmap(sqlite3_file *file, int deletes) {
  sqlite3_file *real = real_file(file);
  return real->pMethods->xShmUnmap(real, deletes);
}

static const sqlite3_io_methods disk_methods = {
    2,          disk_close,       disk_read,           disk_write,
    disk_truncate, disk_sync,     disk_size,           disk_lock,
    disk_unlock, disk_check_lock, disk_control,        disk_sector_size,
    disk_characteristics, disk_map, disk_shared_lock,  disk_barrier,
    disk_unmap, NULL,             NULL,
};

// MARK: The disk

static Machine *machine_of(const char *path) {
  for (int i = 0; path && i < MACHINE_LIMIT; i++) {
    size_t length = strlen(machines[i].folder);
    if (machines[i].is_used && strncmp(path, machines[i].folder, length) == 0 &&
        path[length] == '/')
      return &machines[i];
  }
  return NULL;
}

static _Thread_local int is_thread_paused;

void faulty_disk_pause(int is_paused) { is_thread_paused = is_paused; }

int faulty_disk_count(const char *path, int grows) {
  if (is_thread_paused) return -1;
  pthread_mutex_lock(&mutex);
  Machine *machine = machine_of(path);
  int result = -1;
  if (machine) {
    int code = machine->is_dead ? SQLITE_IOERR : step(machine, SQLITE_IOERR, grows);
    result = code == SQLITE_OK ? 0 : code == SQLITE_FULL ? ENOSPC : EIO;
  }
  pthread_mutex_unlock(&mutex);
  return result;
}

static int disk_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags,
                     int *out) {
  (void)vfs;
  pthread_mutex_lock(&mutex);
  Machine *machine = machine_of(path);
  int is_dead = machine && machine->is_dead;
  Record *record = machine && !is_dead ? find_record(machine, path, 1) : NULL;
  pthread_mutex_unlock(&mutex);
  if (!machine) return real_vfs->xOpen(real_vfs, path, file, flags, out);
  file->pMethods = NULL;
  if (is_dead || !record) return SQLITE_CANTOPEN;
  Handle *handle = (Handle *)file;
  handle->machine = machine;
  handle->record = record;
  handle->generation = machine->generation;
  sqlite3_file *real = real_file(file);
  real->pMethods = NULL;
  int code = real_vfs->xOpen(real_vfs, path, real, flags, out);
  if (real->pMethods) file->pMethods = &disk_methods;
  if (code == SQLITE_OK && record->count == 0) real->pMethods->xFileSize(real, &record->size);
  return code;
}

static int disk_delete(sqlite3_vfs *vfs, const char *path, int synchronizes) {
  (void)vfs;
  pthread_mutex_lock(&mutex);
  Machine *machine = machine_of(path);
  int code = machine && machine->is_dead ? SQLITE_IOERR_DELETE : SQLITE_OK;
  if (machine && code == SQLITE_OK) code = step(machine, SQLITE_IOERR_DELETE, 0);
  if (machine && code == SQLITE_OK) {
    Record *record = find_record(machine, path, 0);
    if (record) {
      forget_writes(record);
      record->size = 0;
    }
  }
  pthread_mutex_unlock(&mutex);
  return code == SQLITE_OK ? real_vfs->xDelete(real_vfs, path, synchronizes) : code;
}

static int disk_access(sqlite3_vfs *vfs, const char *path, int flags, int *result) {
  (void)vfs;
  return real_vfs->xAccess(real_vfs, path, flags, result);
}

static int disk_full_name(sqlite3_vfs *vfs, const char *path, int length, char *out) {
  (void)vfs;
  return real_vfs->xFullPathname(real_vfs, path, length, out);
}

int faulty_disk_register(void) {
  pthread_mutex_lock(&mutex);
  int code = SQLITE_OK;
  if (!real_vfs) {
    code = sqlite3_initialize();
    real_vfs = sqlite3_vfs_find(NULL);
    if (code == SQLITE_OK && real_vfs) {
      this_vfs = *real_vfs;
      this_vfs.pNext = NULL;
      this_vfs.zName = "faulty-disk";
      this_vfs.szOsFile = (int)sizeof(Handle) + real_vfs->szOsFile;
      this_vfs.xOpen = disk_open;
      this_vfs.xDelete = disk_delete;
      this_vfs.xAccess = disk_access;
      this_vfs.xFullPathname = disk_full_name;
      code = sqlite3_vfs_register(&this_vfs, 1);
    }
  }
  pthread_mutex_unlock(&mutex);
  return code;
}

int faulty_disk_add(const char *folder) {
  int number = -1;
  pthread_mutex_lock(&mutex);
  for (int i = 0; number < 0 && i < MACHINE_LIMIT; i++)
    if (!machines[i].is_used) number = i;
  if (number >= 0 && strlen(folder) < FOLDER_LIMIT) {
    unsigned generation = machines[number].generation;
    memset(&machines[number], 0, sizeof(Machine));
    strcpy(machines[number].folder, folder);
    machines[number].is_used = 1;
    machines[number].generation = generation + 1;
  } else {
    number = -1;
  }
  pthread_mutex_unlock(&mutex);
  return number;
}

void faulty_disk_remove(int number) {
  Machine *machine = machine_at(number);
  if (!machine) return;
  pthread_mutex_lock(&mutex);
  blob_disk_forget(machine->folder);
  machine->is_used = 0;
  machine->is_dead = 1;
  machine->generation++;
  while (machine->records) {
    Record *next = machine->records->next;
    forget_writes(machine->records);
    free(machine->records->writes);
    free(machine->records);
    machine->records = next;
  }
  pthread_mutex_unlock(&mutex);
}

void faulty_disk_arm(int number, int kind, uint64_t after) {
  Machine *machine = machine_at(number);
  if (!machine) return;
  pthread_mutex_lock(&mutex);
  machine->kind = kind;
  machine->has_struck = 0;
  machine->strike_at = machine->operations + after;
  pthread_mutex_unlock(&mutex);
}

uint64_t faulty_disk_operations(int number) {
  Machine *machine = machine_at(number);
  return machine ? machine->operations : 0;
}

uint64_t faulty_disk_unsynced(int number) {
  Machine *machine = machine_at(number);
  uint64_t count = 0;
  if (!machine) return 0;
  pthread_mutex_lock(&mutex);
  for (Record *record = machine->records; record; record = record->next)
    count += (uint64_t)record->count;
  pthread_mutex_unlock(&mutex);
  return count;
}

int faulty_disk_has_struck(int number) {
  Machine *machine = machine_at(number);
  return machine ? machine->has_struck : 0;
}

int faulty_disk_is_dead(int number) {
  Machine *machine = machine_at(number);
  return machine ? machine->is_dead : 0;
}

void faulty_disk_lie(int number, int lies) {
  Machine *machine = machine_at(number);
  if (machine) machine->lies = lies;
}

void faulty_disk_kill(int number) {
  Machine *machine = machine_at(number);
  if (!machine) return;
  pthread_mutex_lock(&mutex);
  machine->generation++;
  machine->is_dead = 0;
  machine->kind = FAULTY_DISK_FINE;
  pthread_mutex_unlock(&mutex);
}

// MARK: Power cuts

static uint64_t next_random(uint64_t *state) {
  uint64_t mixed = *state += 0x9E3779B97F4A7C15u;
  mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
  mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
  return mixed ^ (mixed >> 31);
}

static uint64_t next_of(void *state) { return next_random(state); }

static void undo(int descriptor, const Write *write) {
  if (write->before_length > 0 &&
      pwrite(descriptor, write->before, (size_t)write->before_length, write->offset) < 0)
    return;
  if (ftruncate(descriptor, write->old_size) != 0) return;
}

// Keeps each sector or not; one that is lost may be zeroed where the file grew.
static void redo_torn(int descriptor, const Write *write, uint64_t *random) {
  sqlite3_int64 from = write->offset, end = write->offset + write->length;
  while (from < end) {
    sqlite3_int64 to = (from / SECTOR + 1) * SECTOR;
    if (to > end) to = end;
    if (next_random(random) & 1) {
      const unsigned char *bytes = write->after + (from - write->offset);
      if (pwrite(descriptor, bytes, (size_t)(to - from), from) < 0) return;
    }
    from = to;
  }
}

// What becomes of one file. `policy`: 0 loses all, 1 keeps all, else each write by itself.
static uint64_t damage(Record *record, int policy, uint64_t *random) {
  int descriptor = open(record->path, O_RDWR | O_CLOEXEC);
  uint64_t lost = 0;
  if (descriptor < 0) {
    forget_writes(record);
    return 0;
  }
  for (int i = record->count - 1; i >= 0; i--) undo(descriptor, &record->writes[i]);
  for (int i = 0; i < record->count; i++) {
    const Write *write = &record->writes[i];
    uint64_t choice = policy == 0 ? 0 : policy == 1 ? 1 : next_random(random) % 3;
    if (choice != 1) lost++;
    if (choice == 0) continue;
    if (write->length < 0) {
      if (ftruncate(descriptor, write->offset) != 0) break;
    } else if (choice == 1) {
      if (pwrite(descriptor, write->after, (size_t)write->length, write->offset) < 0) break;
    } else {
      redo_torn(descriptor, write, random);
    }
  }
  struct stat status;
  if (fstat(descriptor, &status) == 0) record->size = status.st_size;
  close(descriptor);
  forget_writes(record);
  return lost;
}

uint64_t faulty_disk_power_cycle(int number, uint64_t seed) {
  Machine *machine = machine_at(number);
  if (!machine) return 0;
  uint64_t random = seed, lost = 0;
  pthread_mutex_lock(&mutex);
  int policy = (int)(next_random(&random) % 4);
  for (Record *record = machine->records; record; record = record->next)
    if (record->count > 0) lost += damage(record, policy, &random);
  lost += blob_disk_power_cycle(machine->folder, next_of, &random, policy);
  machine->generation++;
  machine->is_dead = 0;
  machine->kind = FAULTY_DISK_FINE;
  pthread_mutex_unlock(&mutex);
  return lost;
}
