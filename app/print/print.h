#pragma once

#include "views/export/shapes.h"

#include <memory>
#include <stop_token>
#include <vector>

class QPrinter;
class QWidget;

namespace headroom::app {

/// Asks for a printer, with pages lying or standing as the first picture is.
/// @param name  of the job. @return null: none was chosen.
[[nodiscard]] std::shared_ptr<QPrinter> askForPrinter(const pictures::Picture &first, const QString &name,
                                                      QWidget *parent);

/// Prints a page for each picture, as large as it fits, at most at 100 %. Any thread may do it. Once asked to stop it
/// begins no further page; what was begun is the printer's.
void printPages(QPrinter &printer, const std::vector<pictures::Picture> &pages, const std::stop_token &stop = {});

} // namespace headroom::app
