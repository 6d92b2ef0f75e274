enum PlaceholderServerCommands {}
