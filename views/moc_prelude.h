// Read by moc alone: libstdc++'s headers use this macro in places where moc 6.4 does not expand it.
#define _GLIBCXX_VISIBILITY(V)
