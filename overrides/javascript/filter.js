/** The filter box of the questions page. */
export {}
