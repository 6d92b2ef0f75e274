enum PlaceholderLedgerTests {}
