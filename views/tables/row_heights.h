#pragma once

class QTableWidget;

namespace headroom::tables {

/// Makes rows as high as their texts, broken into lines, need; lines of one keep apart from those of the next.
void fitRows(QTableWidget &table);

} // namespace headroom::tables
