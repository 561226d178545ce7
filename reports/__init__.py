"""What people receive: the consolidated book, indicators, pages, PDF."""
