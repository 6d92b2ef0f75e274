enum PlaceholderReplicaTests {}
