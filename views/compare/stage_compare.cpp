#include "views/compare/stage_compare.h"

#include "views/compare/difference_words.h"
#include "views/compare/table_turns.h"
#include "views/numbers/screen_numbers.h"
#include "views/tables/read_table.h"
#include "views/tables/row_heights.h"
#include "views/theme/letters.h"
#include "views/theme/roomy_dialog.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <tuple>
#include <utility>

namespace headroom::compare {

using theme::Role;
using theme::Theme;

namespace {

QTableWidget *tableOf(const QStringList &heads, const QString &name, QWidget *parent)
{
    auto *table = new QTableWidget(parent);
    tables::prepareForReading(*table, heads, name);
    return table;
}

void fillRow(QTableWidget *table, int row, const QStringList &cells)
{
    for (int column = 0; column < cells.size(); ++column)
        table->setItem(row, column, tables::cellOf(cells[column]));
}

} // namespace

StageCompare::StageCompare(const catalog::Catalog &catalog, QWidget *parent)
    : QDialog(parent)
    , m_theme(&Theme::light())
    , m_beforeBox(new QComboBox(this))
    , m_afterBox(new QComboBox(this))
    , m_swap(new QToolButton(this))
    , m_usersField(new QLineEdit(this))
    , m_summary(new QLabel(this))
    , m_left(new DiffCanvas(catalog, this))
    , m_right(new DiffCanvas(catalog, this))
    , m_changes(tableOf({ tr("Changed"), tr("What"), tr("Before"), tr("After") }, tr("What changed"), this))
    , m_figures(tableOf({ tr("Figure"), tr("Before"), tr("After"), tr("Difference") }, tr("Figures"), this))
    , m_tables(new TableTurns(m_changes, m_figures, this))
{
    setObjectName(QStringLiteral("compare-dialog"));
    setWindowTitle(tr("Compare two stages"));
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    m_beforeBox->setAccessibleName(tr("Stage before"));
    m_afterBox->setAccessibleName(tr("Stage after"));
    m_swap->setText(QStringLiteral("⇄"));
    m_swap->setToolTip(tr("Swap the two"));
    m_swap->setAccessibleName(m_swap->toolTip());
    m_usersField->setFixedWidth(theme::scaled(120));
    m_usersField->setAccessibleName(tr("Users that both are computed for"));
    m_usersField->setToolTip(tr("Users that both are computed for. Type 250k, 1.4M or 1,400,000"));
    m_left->setAccessibleName(tr("Stage before"));
    m_right->setAccessibleName(tr("Stage after"));
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_beforeBox, 1);
    head->addWidget(m_swap);
    head->addWidget(m_afterBox, 1);
    head->addWidget(new QLabel(tr("both at"), this));
    head->addWidget(m_usersField);
    head->addWidget(new QLabel(tr("users"), this));
    auto *diagrams = new QSplitter(Qt::Horizontal, this);
    diagrams->addWidget(m_left);
    diagrams->addWidget(m_right);
    auto *halves = new QSplitter(Qt::Vertical, this);
    halves->addWidget(diagrams);
    halves->addWidget(m_tables);
    // The diagrams come first; tables ask for more than their share, and for more with larger letters.
    halves->setSizes({ 400, std::min(theme::scaled(230), 320) });
    halves->setStretchFactor(0, 3);
    halves->setStretchFactor(1, 2);
    for (QSplitter *each : { diagrams, halves })
        each->setChildrenCollapsible(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 14);
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(m_summary);
    column->addWidget(halves, 1);
    resize(theme::roomyDialog({ 1180, 680 }, parent));
    for (QComboBox *box : { m_beforeBox, m_afterBox })
        connect(box, &QComboBox::activated, this, [this] {
            m_isFitted = false; // another stage may be far larger
            ask();
        });
    connect(m_swap, &QToolButton::clicked, this, [this] { choose(after(), before(), m_users); });
    connect(m_usersField, &QLineEdit::editingFinished, this, &StageCompare::readUsers);
    link(m_left, m_right);
    link(m_right, m_left);
    m_rows.setSingleShot(true);
    m_rows.setInterval(0); // once for all columns that change
    for (QTableWidget *each : { m_changes, m_figures }) {
        each->setWordWrap(true);
        connect(&m_rows, &QTimer::timeout, each, [each] { tables::fitRows(*each); });
        connect(each->horizontalHeader(), &QHeaderView::sectionResized, &m_rows, qOverload<>(&QTimer::start));
    }
    connect(m_changes, &QTableWidget::currentCellChanged, this, [this](int row) {
        if (const QTableWidgetItem *item = m_changes->item(row, 0))
            mark(item->data(Qt::UserRole).toString().toStdString(), true);
    });
}

void StageCompare::link(DiffCanvas *from, DiffCanvas *to)
{
    connect(from, &DiffCanvas::cameraMoved, this, [from, to] { to->setCamera(from->camera()); });
    connect(from, &DiffCanvas::elementRequested, this, [this](const QString &id) {
        mark(id.toStdString(), false);
        for (int row = 0; row < m_changes->rowCount(); ++row)
            if (m_changes->item(row, 0)->data(Qt::UserRole).toString() == id) {
                const QSignalBlocker quiet(m_changes); // the diagram stays where the reader has it
                m_changes->setCurrentCell(row, 0);
                return;
            }
    });
}

void StageCompare::setTheme(const Theme &theme)
{
    m_theme = &theme;
    m_left->setTheme(theme);
    m_right->setTheme(theme);
    m_summary->setFont(Theme::font(13, QFont::DemiBold));
    if (m_difference)
        fillChanges(*m_difference);
}

void StageCompare::setSnapshot(const project::Snapshot &snapshot)
{
    m_snapshot = snapshot;
    fillStages();
    if (isVisible())
        ask();
}

void StageCompare::setOther(const project::Snapshot &other, const QString &name)
{
    m_other = other;
    m_otherName = name;
    m_difference.reset();
    m_isFitted = false;
    m_swap->setVisible(!other);
    setWindowTitle(other ? tr("Compare with %1").arg(name) : tr("Compare two stages"));
    if (m_snapshot)
        fillStages();
}

/// Of two designs, each stage is named together with its own.
void StageCompare::fillStages()
{
    for (const auto &[box, design, name] :
         { std::tuple(m_beforeBox, beforeDesign(), m_otherName),
           std::tuple(m_afterBox, m_snapshot, QString::fromStdString(m_snapshot->name)) }) {
        const int chosen = box->currentIndex();
        const int last = static_cast<int>(design->stages.size()) - 1;
        const QString prefix = m_other ? name + QStringLiteral(" › ") : QString();
        box->clear();
        for (std::size_t i = 0; i < design->stages.size(); ++i)
            box->addItem(prefix
                         + QStringLiteral("%1  %2").arg(i + 1).arg(QString::fromStdString(design->stages[i]->name)));
        box->setCurrentIndex(std::clamp(chosen, 0, std::max(0, last)));
    }
}

int StageCompare::before() const
{
    return m_beforeBox->currentIndex();
}

int StageCompare::after() const
{
    return m_afterBox->currentIndex();
}

void StageCompare::choose(int before, int after, double users)
{
    m_beforeBox->setCurrentIndex(before);
    m_afterBox->setCurrentIndex(after);
    m_users = users;
    ask();
}

void StageCompare::ask()
{
    if (before() >= 0 && after() >= 0)
        Q_EMIT asked(before(), after(), m_users);
}

void StageCompare::readUsers()
{
    double users = 0;
    const bool isNumber
        = screen::parseCompact(m_usersField->text().trimmed().toStdString(), users) && users >= 1 && users <= 1e9;
    if (!isNumber)
        m_usersField->setText(QString::fromStdString(screen::grouped(m_difference ? m_difference->users : 0)));
    else if (!m_difference || users < m_difference->users || users > m_difference->users) {
        m_users = users;
        ask();
    }
}

void StageCompare::setDifference(const std::shared_ptr<const growth::Difference> &difference)
{
    if (static_cast<int>(difference->before.stageIndex) != before()
        || static_cast<int>(difference->after.stageIndex) != after())
        return;
    m_difference = difference;
    showDifference(*difference);
}

void StageCompare::showDifference(const growth::Difference &difference)
{
    m_left->setStage(beforeDesign()->stages[difference.before.stageIndex], badgesOf(difference, false));
    m_right->setStage(m_snapshot->stages[difference.after.stageIndex], badgesOf(difference, true));
    m_usersField->setText(QString::fromStdString(screen::grouped(difference.users)));
    int counts[3] {};
    for (const auto *changes : { &difference.components, &difference.connections })
        for (const growth::ElementChange &each : *changes)
            ++counts[static_cast<int>(each.what)];
    m_summary->setText(
        difference.isEmpty()
            ? tr("Both are built alike.")
            : tr("+ %1 added   − %2 removed   ≠ %3 changed").arg(counts[0]).arg(counts[1]).arg(counts[2]));
    fillChanges(difference);
    fillFigures(difference);
    if (!m_isFitted)
        fit();
}

QString StageCompare::summary() const
{
    return m_summary->text();
}

void StageCompare::fillChanges(const growth::Difference &difference)
{
    const std::vector<ChangeLine> lines = changeLines(difference);
    const QSignalBlocker quiet(m_changes);
    m_changes->setRowCount(static_cast<int>(lines.size()));
    for (int row = 0; row < m_changes->rowCount(); ++row) {
        const ChangeLine &line = lines[static_cast<std::size_t>(row)];
        fillRow(m_changes, row,
                { signOf(line.what) + QStringLiteral("  ") + line.element, line.field, line.before, line.after });
        m_changes->item(row, 0)->setData(Qt::UserRole, QString::fromStdString(line.id));
        m_changes->item(row, 0)->setForeground(m_theme->color(roleOf(line.what)));
    }
    m_changesWish = tables::fitColumns(*m_changes, 8, theme::scaled(190));
    tables::fitRows(*m_changes);
    m_tables->setWishes(m_changesWish, m_figuresWish);
}

void StageCompare::fillFigures(const growth::Difference &difference)
{
    m_figures->setRowCount(static_cast<int>(difference.figures.size()));
    for (int row = 0; row < m_figures->rowCount(); ++row)
        fillRow(m_figures, row, figureCells(difference.figures[static_cast<std::size_t>(row)], difference.currency));
    const int number = theme::scaled(118); // what is longer is the name of a bottleneck
    m_figuresWish
        = tables::fitColumns(*m_figures, 8, QList<int> { theme::scaled(190), number, number, theme::scaled(230) });
    m_tables->setWishes(m_changesWish, m_figuresWish);
    tables::fitRows(*m_figures);
}

/// One camera that has both stages in sight.
void StageCompare::fit()
{
    const QRectF area = m_left->bounds() | m_right->bounds();
    if (area.isNull() || !isVisible())
        return;
    m_isFitted = true;
    const canvas::Viewport view = m_left->cameraFor(area);
    m_left->setCamera(view);
    m_right->setCamera(view);
}

/// @param isMoved  the camera goes there, too
void StageCompare::mark(const std::string &id, bool isMoved)
{
    for (DiffCanvas *each : { m_left, m_right })
        each->setMarked(id);
    DiffCanvas *shown = m_right->badgeRect(id).isNull() ? m_left : m_right;
    const QRectF badge = shown->badgeRect(id);
    if (!isMoved || badge.isNull() || QRectF(shown->rect()).contains(badge))
        return;
    canvas::Viewport view = shown->camera();
    view.origin += (badge.center() - QRectF(shown->rect()).center()) / view.zoom;
    m_left->setCamera(view);
    m_right->setCamera(view);
}

void StageCompare::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    m_isFitted = false;
    if (m_difference)
        fit();
}

} // namespace headroom::compare
