enum PlaceholderSyncServer {}
