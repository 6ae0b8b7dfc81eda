// Only CMarkup includes libxml2; this module carries its flags.
