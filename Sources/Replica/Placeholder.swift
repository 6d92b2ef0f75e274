enum PlaceholderReplica {}
