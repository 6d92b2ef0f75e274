enum PlaceholderSimulationTests {}
