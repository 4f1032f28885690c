#include "views/shortcuts/shortcut_sheet.h"

#include "views/theme/letters.h"
#include "views/theme/theme.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace headroom::shortcuts {

using theme::Theme;

namespace {

constexpr int kColumns = 3;
constexpr int kColumnWidth = 310; ///< px at usual letters that keys and names need
constexpr int kTitleLines = 2;

QString keysText(const QList<QKeySequence> &keys)
{
    QStringList texts;
    for (const QKeySequence &each : keys.mid(0, 2)) // a third one is for other keyboards
        texts.append(each.toString(QKeySequence::NativeText));
    return texts.join(QStringLiteral("  "));
}

int linesOf(const Group &group)
{
    return static_cast<int>(group.commands.size()) + kTitleLines;
}

/// The least height, in lines, at which the groups stand in so many columns in their order.
int lowestHeight(const std::vector<Group> &groups, int columns)
{
    const auto needed = [&groups](int most) {
        int used = 1;
        int high = 0;
        for (const Group &group : groups) {
            if (high > 0 && high + linesOf(group) > most) {
                ++used;
                high = 0;
            }
            high += linesOf(group);
        }
        return used;
    };
    int most = 0;
    for (const Group &group : groups)
        most = std::max(most, linesOf(group));
    while (needed(most) > columns)
        ++most;
    return most;
}

QWidget *block(const Group &group)
{
    auto *made = new QWidget;
    auto *grid = new QGridLayout(made);
    grid->setContentsMargins(0, 0, 0, 12);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(5);
    auto *title = new QLabel(group.title);
    title->setFont(Theme::font(13, QFont::DemiBold));
    grid->addWidget(title, 0, 0, 1, 2);
    int row = 1;
    for (const Command &each : group.commands) {
        auto *name = new QLabel(each.title);
        auto *keys = new QLabel(keysText(each.keys));
        for (QLabel *label : { name, keys }) {
            label->setTextFormat(Qt::PlainText);
            label->setFont(Theme::font(12));
            label->setWordWrap(label == name);
        }
        keys->setFont(Theme::font(12, QFont::DemiBold));
        grid->addWidget(name, row, 0, Qt::AlignTop);
        grid->addWidget(keys, row++, 1, Qt::AlignTop | Qt::AlignRight);
    }
    grid->setColumnStretch(0, 1);
    return made;
}

} // namespace

ShortcutSheet::ShortcutSheet(std::vector<Group> groups, std::vector<Gesture> gestures, QWidget *parent)
    : QDialog(parent)
    , m_field(new QLineEdit)
    , m_sheet(new QWidget)
    , m_columns(new QGridLayout)
{
    setObjectName(QStringLiteral("gestures-dialog"));
    setWindowTitle(tr("Keys and gestures"));
    for (Group &group : groups) {
        std::erase_if(group.commands, [](const Command &each) { return each.keys.isEmpty(); });
        if (!group.commands.empty())
            m_groups.push_back(std::move(group));
    }
    Group hands { tr("With the mouse and on the canvas"), {} };
    for (Gesture &each : gestures)
        hands.commands.push_back({ each.how, each.title, {}, {} });
    m_groups.push_back(std::move(hands));
    m_field->setPlaceholderText(tr("Find a key or what it does"));
    m_field->setAccessibleName(m_field->placeholderText());
    m_field->setClearButtonEnabled(true);
    auto *area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidget(m_sheet);
    area->setAccessibleName(tr("Keys and gestures")); // which are scrolled by keys
    area->setProperty("ring", true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_sheet->setLayout(m_columns);
    m_columns->setHorizontalSpacing(36);
    m_columns->setContentsMargins(0, 0, 12, 0);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QPushButton *edit = buttons->addButton(tr("Change keys…"), QDialogButtonBox::ActionRole);
    edit->setAutoDefault(false);
    connect(edit, &QPushButton::clicked, this, &ShortcutSheet::editRequested);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_field, &QLineEdit::textChanged, this, &ShortcutSheet::fill);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(16);
    column->addWidget(m_field);
    column->addWidget(area, 1);
    column->addWidget(buttons);
    resize(std::min(1080, parent ? parent->width() * 9 / 10 : 1080),
           std::min(720, parent ? parent->height() * 9 / 10 : 720));
    fill({});
}

int ShortcutSheet::columnsInRoom() const
{
    const QMargins margins = layout()->contentsMargins();
    return std::clamp((width() - margins.left() - margins.right()) / theme::scaled(kColumnWidth), 1, kColumns);
}

void ShortcutSheet::resizeEvent(QResizeEvent *event)
{
    QDialog::resizeEvent(event);
    if (columnsInRoom() != m_columnCount)
        fill(m_field->text());
}

std::vector<Group> ShortcutSheet::found(const QString &typed) const
{
    std::vector<Group> groups;
    for (const Group &group : m_groups) {
        Group found { group.title, {} };
        for (Command each : group.commands) {
            const QString keys = each.keys.isEmpty() ? each.id : keysText(each.keys);
            if (!each.title.contains(typed, Qt::CaseInsensitive) && !keys.contains(typed, Qt::CaseInsensitive))
                continue;
            if (each.keys.isEmpty()) // a gesture says in words how it is made
                each.title = QStringLiteral("%1: %2").arg(each.title, each.id);
            found.commands.push_back(std::move(each));
        }
        if (!found.commands.empty())
            groups.push_back(std::move(found));
    }
    return groups;
}

void ShortcutSheet::fill(const QString &typed)
{
    while (QLayoutItem *item = m_columns->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_shown.clear();
    const std::vector<Group> groups = found(typed);
    m_columnCount = columnsInRoom();
    QList<QVBoxLayout *> columns;
    for (int i = 0; i < kColumns; ++i) {
        columns.append(new QVBoxLayout);
        m_columns->addLayout(columns[i], 0, i);
        m_columns->setColumnStretch(i, i < m_columnCount ? 1 : 0);
    }
    const int most = lowestHeight(groups, m_columnCount);
    int column = 0;
    int high = 0;
    for (const Group &group : groups) {
        if (high > 0 && high + linesOf(group) > most) {
            ++column;
            high = 0;
        }
        high += linesOf(group);
        columns[column]->addWidget(block(group));
        for (const Command &each : group.commands)
            m_shown.append(each.title);
    }
    for (QVBoxLayout *each : std::as_const(columns))
        each->addStretch();
    if (m_shown.isEmpty()) {
        auto *none = new QLabel(tr("No key and no command is called that."));
        columns[0]->insertWidget(0, none);
    }
}

} // namespace headroom::shortcuts
