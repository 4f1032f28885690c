#include "views/tables/read_table.h"

#include "views/theme/letters.h"

#include <QEvent>
#include <QHeaderView>
#include <QTableWidget>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace headroom::tables {

namespace {

constexpr int kLeastText = 76;  ///< px of a column of texts, of which more is told by its tip
constexpr int kLeastName = 150; ///< of the first, which says what a row is about
constexpr int kReadable = 170;  ///< of texts where the table scrolls anyhow

/// Keeps the columns of a table within what is seen of it.
class Fitting final : public QObject {
public:
    explicit Fitting(QTableWidget &table)
        : QObject(&table)
        , m_table(table)
    {
        setObjectName(QStringLiteral("fitting"));
        table.viewport()->installEventFilter(this);
    }

    void setWishes(QList<int> wishes)
    {
        m_wishes = std::move(wishes);
        fit();
    }

protected:
    bool eventFilter(QObject *viewport, QEvent *event) override
    {
        if (event->type() == QEvent::Resize)
            fit();
        return QObject::eventFilter(viewport, event);
    }

private:
    /// Heads are never cut.
    [[nodiscard]] int least(int column, bool isScrolled) const
    {
        const QTableWidgetItem *head = m_table.horizontalHeaderItem(column);
        const bool isNumber = head && head->textAlignment() & Qt::AlignRight;
        const int text = theme::scaled(isScrolled ? kReadable : column == 0 ? kLeastName : kLeastText);
        const int needed = std::max(text, m_table.horizontalHeader()->sectionSizeHint(column));
        return isNumber ? m_wishes[column] : std::min(m_wishes[column], needed);
    }

    /// Pixels of all columns before this one.
    [[nodiscard]] int before(int last) const
    {
        int width = 0;
        for (int column = 0; column < last; ++column)
            width += m_table.isColumnHidden(column) ? 0 : m_table.columnWidth(column);
        return width;
    }

    /// Numbers keep their width; texts give what is missing, each as much of its own as the others.
    void fit()
    {
        if (m_wishes.size() != m_table.columnCount())
            return; // other columns have come, and their wishes come after them
        const int excess = std::accumulate(m_wishes.begin(), m_wishes.end(), 0) - m_table.viewport()->width();
        int spare = 0;
        for (int column = 0; column < m_wishes.size(); ++column)
            spare += m_wishes[column] - least(column, false);
        const double share = excess > 0 && spare > 0 ? std::min(1.0, static_cast<double>(excess) / spare) : 0;
        const int last = static_cast<int>(m_wishes.size()) - 1;
        const bool isScrolled = excess > spare; // then the last has nothing to take, and is as wide as it must be
        m_table.horizontalHeader()->setStretchLastSection(!isScrolled);
        if (isScrolled)
            m_table.setColumnWidth(last, least(last, true));
        for (int column = 0; column + 1 < m_wishes.size(); ++column)
            if (m_wishes[column] > 0)
                m_table.setColumnWidth(
                    column,
                    m_wishes[column]
                        - static_cast<int>(std::ceil(share * (m_wishes[column] - least(column, isScrolled)))));
        // A header that was not in sight does not stretch its last column anew by itself.
        if (!isScrolled && m_wishes[last] > 0)
            m_table.setColumnWidth(last, std::max(least(last, false), m_table.viewport()->width() - before(last)));
    }

    QTableWidget &m_table;
    QList<int> m_wishes;
};

} // namespace

void prepareForReading(QTableWidget &table, const QStringList &heads, const QString &name)
{
    table.setColumnCount(static_cast<int>(heads.size()));
    table.setHorizontalHeaderLabels(heads);
    table.setAccessibleName(name);
    table.verticalHeader()->hide();
    table.setShowGrid(false);
    table.setEditTriggers(QAbstractItemView::NoEditTriggers);
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setSelectionMode(QAbstractItemView::SingleSelection);
    table.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table.setTabKeyNavigation(false);
    table.setWordWrap(false);
    table.horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table.horizontalHeader()->setHighlightSections(false);
    table.horizontalHeader()->setStretchLastSection(true);
}

QTableWidgetItem *cellOf(const QString &text)
{
    auto *item = new QTableWidgetItem(text);
    item->setToolTip(QStringLiteral("<p>%1</p>").arg(text.toHtmlEscaped()));
    return item;
}

int fitColumns(QTableWidget &table, int gap, int most)
{
    return fitColumns(table, gap, QList<int>(table.columnCount(), most));
}

int fitColumns(QTableWidget &table, int gap, const QList<int> &most)
{
    table.resizeColumnsToContents();
    QList<int> wishes;
    for (int column = 0; column < table.columnCount(); ++column)
        wishes.append(table.isColumnHidden(column) ? 0 : std::min(table.columnWidth(column) + gap, most[column]));
    auto *fitting = dynamic_cast<Fitting *>(table.findChild<QObject *>(QStringLiteral("fitting")));
    if (!fitting)
        fitting = new Fitting(table);
    const int all = std::accumulate(wishes.begin(), wishes.end(), 0);
    fitting->setWishes(std::move(wishes));
    return all;
}

} // namespace headroom::tables
