enum PlaceholderReplicaStore {}
