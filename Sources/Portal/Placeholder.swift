enum PlaceholderPortal {}
