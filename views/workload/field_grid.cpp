#include "views/workload/field_grid.h"

#include "views/theme/ink.h"
#include "views/theme/letters.h"
#include "views/workload/elided_label.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QToolButton>

#include <algorithm>

namespace headroom::workload_views {

namespace {

using theme::Role;
using theme::Theme;

constexpr int kFieldWidth = 112; // as in the rows of parameters
constexpr int kNarrowWidth = 88; // of more than three fields
constexpr int kRemarkWidth = 60;
constexpr int kRemarkGap = 8;
constexpr double kMostGrowth = 1.4; // of fields, with large letters: several have to stand beside each other

int grown(int width)
{
    return static_cast<int>(width * std::min(theme::letterScale(), kMostGrowth));
}

} // namespace

FieldGrid::FieldGrid(const QStringList &headers, const QString &remark, QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(4);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(0, 1);
    QStringList all = headers;
    m_hasRemark = !remark.isEmpty();
    if (m_hasRemark)
        all.insert(1, remark);
    for (int column = 0; column < all.size(); ++column) {
        auto *header = new QLabel(all[column], this);
        header->setTextFormat(Qt::PlainText);
        header->setFont(Theme::font(11));
        header->setWordWrap(theme::letterScale() > 1);
        header->setContentsMargins(column ? kRemarkGap : 0, 0, 0, 0);
        header->setAlignment((column ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignBottom);
        m_grid->addWidget(header, 0, column);
        m_headers.push_back(header);
    }
}

void FieldGrid::addRow(const QString &title, const QString &tip, const std::vector<QuantityField *> &fields)
{
    Row row { new ElidedLabel(title, this), fields, new QLabel(this), new QToolButton(this), new QLabel(this) };
    const int line = static_cast<int>(m_rows.size()) * 2 + 1;
    row.title->setFont(Theme::font(12));
    row.title->setToolTip(QStringLiteral("<p>%1</p>").arg((tip.isEmpty() ? title : tip).toHtmlEscaped()));
    row.remark->setFont(Theme::font(12));
    row.remark->setFixedWidth(grown(kRemarkWidth));
    row.remark->setContentsMargins(0, 0, kRemarkGap, 0);
    row.remark->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row.remark->setTextFormat(Qt::PlainText);
    row.error->setFont(Theme::font(11));
    row.error->setTextFormat(Qt::PlainText);
    row.error->setWordWrap(true);
    row.error->hide();
    row.reset->setAutoRaise(true);
    const int side = std::min(theme::scaled(14), 20);
    row.reset->setFixedSize(side + 10, side + 10);
    row.reset->setIconSize(QSize(side, side));
    row.reset->setToolTip(tr("Back to the default"));
    row.reset->setAccessibleName(tr("Reset %1").arg(title));
    QSizePolicy kept = row.reset->sizePolicy();
    kept.setRetainSizeWhenHidden(true);
    row.reset->setSizePolicy(kept);
    m_grid->addWidget(row.title, line, 0);
    int column = 1;
    row.remark->setVisible(m_hasRemark);
    if (m_hasRemark)
        m_grid->addWidget(row.remark, line, column++);
    for (QuantityField *field : fields) {
        field->setParent(this);
        field->setFixedWidth(grown(fields.size() > 3 ? kNarrowWidth : kFieldWidth));
        field->installEventFilter(this);
        m_grid->addWidget(field, line, column++, Qt::AlignRight); // below their heads, which may be wider
        connect(field, &QuantityField::errorChanged, this, [error = row.error](const QString &words) {
            error->setText(QStringLiteral("◆ ") + words);
            error->setVisible(!words.isEmpty());
        });
    }
    m_grid->addWidget(row.reset, line, column++);
    m_grid->addWidget(row.error, line + 1, 0, 1, column);
    connect(row.reset, &QToolButton::clicked, this,
            [this, index = static_cast<int>(m_rows.size())] { Q_EMIT resetRequested(index); });
    m_rows.push_back(row);
}

QuantityField *FieldGrid::field(std::size_t row, std::size_t column) const
{
    return m_rows[row].fields[column];
}

QString FieldGrid::error(std::size_t row) const
{
    return m_rows[row].error->isVisibleTo(this) ? m_rows[row].error->text() : QString();
}

void FieldGrid::refreshRow(std::size_t row, const QString &remark)
{
    const Row &shown = m_rows[row];
    shown.remark->setText(remark);
    const bool isChanged = std::any_of(shown.fields.begin(), shown.fields.end(),
                                       [](const QuantityField *field) { return field->isChanged(); });
    if (!isChanged && shown.reset->hasFocus())
        shown.fields.front()->setFocus(Qt::OtherFocusReason);
    shown.reset->setVisible(isChanged);
}

void FieldGrid::setTheme(const Theme &theme)
{
    for (QLabel *header : m_headers)
        theme::setInk(header, theme.color(Role::Secondary));
    for (const Row &row : m_rows) {
        theme::setInk(row.title, theme.color(Role::Text));
        theme::setInk(row.remark, theme.color(Role::Secondary));
        theme::setInk(row.error, theme.color(Role::Critical));
        row.reset->setIcon(Theme::icon(QStringLiteral("undo"), 14, theme.color(Role::Secondary), devicePixelRatioF()));
    }
}

bool FieldGrid::eventFilter(QObject *object, QEvent *event)
{
    const int key = event->type() == QEvent::KeyPress ? static_cast<QKeyEvent *>(event)->key() : 0;
    if (key != Qt::Key_Up && key != Qt::Key_Down)
        return QWidget::eventFilter(object, event);
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        const auto &fields = m_rows[row].fields;
        const auto found = std::find(fields.begin(), fields.end(), object);
        if (found == fields.end())
            continue;
        const std::size_t next = key == Qt::Key_Up ? row - 1 : row + 1; // wraps around below the first: not a row
        if (next < m_rows.size())
            m_rows[next].fields[static_cast<std::size_t>(found - fields.begin())]->setFocus(Qt::TabFocusReason);
        return true;
    }
    return QWidget::eventFilter(object, event);
}

} // namespace headroom::workload_views
