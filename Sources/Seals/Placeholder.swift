enum PlaceholderSeals {}
