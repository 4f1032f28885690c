#include "views/commands/command_palette.h"

#include "views/commands/command_rank.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace headroom::commands {

namespace {

constexpr int kWidth = 600;
constexpr int kRowHeight = 32;
constexpr int kMostRows = 11;      ///< in sight
constexpr std::size_t kMost = 400; ///< lines of one answer
constexpr int kDetailRole = Qt::UserRole;

/// Title at the left, detail at the right; the title gives way.
class LineDelegate final : public QStyledItemDelegate {
public:
    LineDelegate(QObject *parent, const theme::Theme *const *theme)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const theme::Theme &look = **m_theme;
        const bool isCurrent = option.state & QStyle::State_Selected;
        if (isCurrent) {
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(Qt::NoPen);
            painter->setBrush(look.color(theme::Role::AccentSoft));
            painter->drawRoundedRect(option.rect.adjusted(0, 1, 0, -1), 6, 6);
        }
        QRect inside = option.rect.adjusted(10, 0, -10, 0);
        const QIcon icon = index.data(Qt::DecorationRole).value<QIcon>();
        icon.paint(painter, QRect(inside.left(), inside.center().y() - 8, 16, 16));
        inside.setLeft(inside.left() + 26);
        const QString detail = index.data(kDetailRole).toString();
        painter->setFont(theme::Theme::font(12));
        const int room = std::min(painter->fontMetrics().horizontalAdvance(detail) + 4, inside.width() / 2);
        painter->setPen(look.color(theme::Role::Secondary));
        painter->drawText(inside, Qt::AlignRight | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(detail, Qt::ElideRight, room));
        painter->setFont(theme::Theme::font(13));
        painter->setPen(look.color(theme::Role::Text));
        inside.setRight(inside.right() - room - 16);
        painter->drawText(inside, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, inside.width()));
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return { 100, kRowHeight };
    }

private:
    const theme::Theme *const *m_theme;
};

} // namespace

CommandPalette::CommandPalette(QWidget *window)
    : QFrame(window)
    , m_field(new QLineEdit)
    , m_list(new QListWidget)
    , m_empty(new QLabel(tr("Nothing is called that.")))
    , m_theme(&theme::Theme::light())
{
    setObjectName(QStringLiteral("command-palette"));
    setAutoFillBackground(true);
    setAccessibleName(tr("Command palette"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(10, 10, 10, 10);
    column->setSpacing(8);
    column->addWidget(m_field);
    column->addWidget(m_list);
    column->addWidget(m_empty);
    m_field->setAccessibleName(tr("What to do or find"));
    m_list->setAccessibleName(tr("Answers"));
    m_list->setProperty("bare", true);
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setItemDelegate(new LineDelegate(m_list, &m_theme));
    m_empty->setAlignment(Qt::AlignCenter);
    m_field->installEventFilter(this);
    window->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_list, &QListWidget::itemClicked, this, [this](QListWidgetItem *item) { choose(m_list->row(item)); });
    hide();
}

void CommandPalette::setTheme(const theme::Theme &theme)
{
    m_theme = &theme;
    setStyleSheet(QStringLiteral("#command-palette { background: %1; border: 1px solid %2; border-radius: 12px; }")
                      .arg(theme.color(theme::Role::Panel).name(), theme.color(theme::Role::CardLine).name()));
    QPalette palette = m_empty->palette();
    palette.setColor(QPalette::WindowText, theme.color(theme::Role::Secondary));
    m_empty->setPalette(palette);
}

void CommandPalette::open(std::vector<Command> commands, const QString &hint)
{
    if (!isVisible())
        m_focusBefore = QApplication::focusWidget();
    m_commands = std::move(commands);
    m_field->setPlaceholderText(hint);
    {
        const QSignalBlocker quiet(m_field);
        m_field->clear();
    }
    filter({});
    show();
    raise();
    window()->activateWindow(); // a panel that floats may have the keys
    m_field->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::filter(const QString &typed)
{
    std::vector<std::pair<int, std::size_t>> ranked;
    for (std::size_t i = 0; i < m_commands.size(); ++i)
        if (const int rank = rankOf(m_commands[i].title, m_commands[i].detail, typed); rank >= 0)
            ranked.emplace_back(rank, i);
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    if (ranked.size() > kMost)
        ranked.resize(kMost);
    m_shown.clear();
    m_list->clear();
    for (const auto &[rank, index] : ranked) {
        const Command &command = m_commands[index];
        auto *item = new QListWidgetItem(command.icon, command.title, m_list);
        item->setData(kDetailRole, command.detail);
        m_shown.push_back(index);
    }
    m_list->setCurrentRow(0);
    m_list->setVisible(!m_shown.empty());
    m_empty->setVisible(m_shown.empty());
    const int rows = std::clamp(static_cast<int>(m_shown.size()), 1, kMostRows);
    m_list->setFixedHeight(rows * kRowHeight + 2);
    const int width = std::min(kWidth, parentWidget()->width() - 40);
    setFixedWidth(width);
    adjustSize();
    move((parentWidget()->width() - width) / 2, std::min(96, parentWidget()->height() / 8));
}

void CommandPalette::choose(int row)
{
    if (row < 0 || static_cast<std::size_t>(row) >= m_shown.size())
        return;
    const std::function<void()> run = m_commands[m_shown[static_cast<std::size_t>(row)]].run;
    close();
    run();
}

void CommandPalette::close()
{
    // First: hiding what has the focus would hand it to the next widget in line.
    if (m_focusBefore)
        m_focusBefore->setFocus(Qt::PopupFocusReason);
    else
        m_field->clearFocus();
    hide();
    m_focusBefore.clear();
}

bool CommandPalette::eventFilter(QObject *object, QEvent *event)
{
    if (object == parentWidget() && event->type() == QEvent::Resize && isVisible())
        filter(m_field->text());
    if (object != m_field)
        return QFrame::eventFilter(object, event);
    if (event->type() == QEvent::FocusOut && isVisible()
        && static_cast<QFocusEvent *>(event)->reason() == Qt::MouseFocusReason) {
        hide();
        m_focusBefore.clear();
        return false;
    }
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(object, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const int last = m_list->count() - 1;
    const int page = kMostRows - 1;
    switch (key) {
    case Qt::Key_Escape:
        close();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose(m_list->currentRow());
        return true;
    case Qt::Key_Down:
        m_list->setCurrentRow(m_list->currentRow() == last ? 0 : m_list->currentRow() + 1);
        return true;
    case Qt::Key_Up:
        m_list->setCurrentRow(m_list->currentRow() <= 0 ? last : m_list->currentRow() - 1);
        return true;
    case Qt::Key_PageDown:
        m_list->setCurrentRow(std::min(last, m_list->currentRow() + page));
        return true;
    case Qt::Key_PageUp:
        m_list->setCurrentRow(std::max(0, m_list->currentRow() - page));
        return true;
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        return true; // the field keeps the focus while it is open
    default:
        return QFrame::eventFilter(object, event);
    }
}

} // namespace headroom::commands
