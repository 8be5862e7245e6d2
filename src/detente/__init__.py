"""detente reads news pages and writes down how states and political actors deal with each other."""
