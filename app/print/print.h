#pragma once

#include "views/export/shapes.h"

#include <vector>

class QPrinter;
class QWidget;

namespace headroom::app {

/// Asks for a printer and prints a page for each picture, lying or standing as the first is.
/// @pre  at least one. @param name  of the job.
void askAndPrint(const std::vector<pictures::Picture> &pages, const QString &name, QWidget *parent);

/// Prints a page for each picture, as large as it fits, at most at 100 %.
void printPages(QPrinter &printer, const std::vector<pictures::Picture> &pages);

} // namespace headroom::app
