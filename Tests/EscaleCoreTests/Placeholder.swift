enum PlaceholderEscaleCoreTests {}
