enum PlaceholderSyncProtocolTests {}
