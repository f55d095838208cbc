"""Articles are cut into sections: by a contents list, by headings, or as a whole."""
