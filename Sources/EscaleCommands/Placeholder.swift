enum PlaceholderEscaleCommands {}
