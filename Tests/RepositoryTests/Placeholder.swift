enum PlaceholderRepositoryTests {}
