"""Reading what other systems wrote: cells, headings, amounts, days. Pure."""
