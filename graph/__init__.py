"""A graph of alliances and partnerships, read out of news articles."""
