#include "views/shortcuts/shortcut_editor.h"

#include "views/theme/letters.h"
#include "views/theme/theme.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace headroom::shortcuts {

namespace {

constexpr int kIdRole = Qt::UserRole;

QString textOf(const QList<QKeySequence> &keys)
{
    return QKeySequence::listToString(keys, QKeySequence::NativeText);
}

} // namespace

ShortcutEditor::ShortcutEditor(std::vector<Group> groups, QWidget *parent)
    : QDialog(parent)
    , m_groups(std::move(groups))
    , m_before(m_groups)
    , m_field(new QLineEdit)
    , m_tree(new QTreeWidget)
    , m_keys(new QKeySequenceEdit)
    , m_conflict(new QLabel)
{
    setObjectName(QStringLiteral("keys-dialog"));
    setWindowTitle(tr("Change keys"));
    m_field->setPlaceholderText(tr("Find a command or its keys"));
    m_field->setAccessibleName(m_field->placeholderText());
    m_tree->setAccessibleName(tr("Commands"));
    m_tree->setHeaderLabels({ tr("Command"), tr("Keys") });
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setStretchLastSection(false);
    m_tree->setColumnWidth(1, theme::scaled(200));
    m_tree->setProperty("roomy", true);
    m_keys->setAccessibleName(tr("New keys"));
    m_keys->setMinimumWidth(theme::scaled(140));
    m_keys->installEventFilter(this);
    m_conflict->setTextFormat(Qt::PlainText);
    m_conflict->setWordWrap(true);
    for (const Group &group : m_groups) {
        auto *head = new QTreeWidgetItem(m_tree, { group.title });
        head->setFlags(Qt::ItemIsEnabled);
        for (const Command &each : group.commands) {
            auto *item = new QTreeWidgetItem(head, { each.title });
            item->setData(0, kIdRole, each.id);
            m_items.insert(each.id, item);
        }
        head->setExpanded(true);
    }
    auto *clear = new QPushButton(tr("No keys"));
    auto *standard = new QPushButton(tr("Standard keys"));
    auto *row = new QHBoxLayout;
    row->addWidget(new QLabel(tr("Press the new keys")));
    row->addWidget(m_keys, 1);
    row->addWidget(clear);
    row->addWidget(standard);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    m_accept = buttons->button(QDialogButtonBox::Ok);
    QPushButton *all = buttons->addButton(tr("All standard keys"), QDialogButtonBox::ResetRole);
    connect(m_tree, &QTreeWidget::currentItemChanged, this,
            [this](const QTreeWidgetItem *item) { show(item ? item->data(0, kIdRole).toString() : QString()); });
    connect(m_keys, &QKeySequenceEdit::keySequenceChanged, this, &ShortcutEditor::take);
    connect(clear, &QPushButton::clicked, m_keys, &QKeySequenceEdit::clear);
    connect(standard, &QPushButton::clicked, this, &ShortcutEditor::restore);
    connect(all, &QPushButton::clicked, this, &ShortcutEditor::restoreAll);
    connect(m_field, &QLineEdit::textChanged, this, &ShortcutEditor::filter);
    connect(buttons, &QDialogButtonBox::accepted, this, &ShortcutEditor::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(12);
    column->addWidget(m_field);
    column->addWidget(m_tree, 1);
    column->addLayout(row);
    column->addWidget(m_conflict);
    column->addWidget(buttons);
    const QSize wanted(theme::scaled(640), theme::scaled(620));
    resize(parent ? wanted.boundedTo(parent->size() * 0.95) : wanted);
    refresh();
    if (!m_groups.empty() && !m_groups.front().commands.empty())
        choose(m_groups.front().commands.front().id);
}

Command *ShortcutEditor::find(const QString &id)
{
    for (Group &group : m_groups)
        for (Command &each : group.commands)
            if (each.id == id)
                return &each;
    return nullptr;
}

const Command *ShortcutEditor::holderOf(const QKeySequence &keys, const QString &except) const
{
    for (const Group &group : m_groups)
        for (const Command &each : group.commands)
            if (each.id != except && each.keys.contains(keys))
                return &each;
    return nullptr;
}

/// Esc leaves whatever is going on, so no command can have it; here too it leaves.
bool ShortcutEditor::eventFilter(QObject *object, QEvent *event)
{
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (object != m_keys || !isKey)
        return QDialog::eventFilter(object, event);
    const auto &key = static_cast<const QKeyEvent &>(*event);
    if (key.key() != Qt::Key_Escape || key.modifiers() != Qt::NoModifier)
        return QDialog::eventFilter(object, event);
    if (event->type() == QEvent::KeyPress)
        reject();
    return true;
}

void ShortcutEditor::choose(const QString &command)
{
    m_tree->setCurrentItem(m_items.value(command));
}

void ShortcutEditor::show(const QString &id)
{
    m_current = id;
    const QSignalBlocker quiet(m_keys);
    const Command *command = find(id);
    m_keys->setEnabled(command);
    m_keys->setKeySequence(command && !command->keys.isEmpty() ? command->keys.first() : QKeySequence());
}

void ShortcutEditor::take(const QKeySequence &keys)
{
    Command *command = find(m_current);
    if (!command)
        return;
    command->keys.clear();
    if (!keys.isEmpty())
        command->keys.append(keys);
    refresh();
}

/// The field tells its keys only a second after the last one was pressed.
void ShortcutEditor::accept()
{
    const Command *command = find(m_current);
    const QKeySequence pressed = m_keys->keySequence();
    if (command && pressed != (command->keys.isEmpty() ? QKeySequence() : command->keys.first()))
        take(pressed);
    if (!hasConflict())
        QDialog::accept();
}

void ShortcutEditor::restore()
{
    if (Command *command = find(m_current))
        command->keys = command->standard;
    show(m_current);
    refresh();
}

void ShortcutEditor::restoreAll()
{
    for (Group &group : m_groups)
        for (Command &each : group.commands)
            each.keys = each.standard;
    show(m_current);
    refresh();
}

bool ShortcutEditor::hasConflict() const
{
    return !m_accept->isEnabled();
}

void ShortcutEditor::refresh()
{
    QStringList conflicts;
    for (const Group &group : m_groups)
        for (const Command &each : group.commands) {
            QTreeWidgetItem *item = m_items.value(each.id);
            bool isTwice = false;
            for (const QKeySequence &keys : each.keys)
                if (const Command *other = holderOf(keys, each.id)) {
                    isTwice = true;
                    if (each.id < other->id)
                        conflicts.append(tr("%1 calls both “%2” and “%3”.")
                                             .arg(keys.toString(QKeySequence::NativeText), each.title, other->title));
                }
            item->setText(1, (isTwice ? QStringLiteral("▲ ") : QString()) + textOf(each.keys));
            item->setFont(1, theme::Theme::font(13, each.keys == each.standard ? QFont::Normal : QFont::DemiBold));
        }
    if (!conflicts.isEmpty())
        conflicts.append(tr("Give one of them other keys."));
    m_conflict->setText(conflicts.isEmpty() ? tr("Keys that are not the standard ones are bold.")
                                            : QStringLiteral("▲ ") + conflicts.join(QLatin1Char(' ')));
    m_accept->setEnabled(conflicts.isEmpty());
}

QHash<QString, QList<QKeySequence>> ShortcutEditor::changes() const
{
    QHash<QString, QList<QKeySequence>> changed;
    for (std::size_t g = 0; g < m_groups.size(); ++g)
        for (std::size_t i = 0; i < m_groups[g].commands.size(); ++i)
            if (m_groups[g].commands[i].keys != m_before[g].commands[i].keys)
                changed.insert(m_groups[g].commands[i].id, m_groups[g].commands[i].keys);
    return changed;
}

void ShortcutEditor::filter(const QString &typed)
{
    for (QTreeWidgetItem *item : std::as_const(m_items))
        item->setHidden(!item->text(0).contains(typed, Qt::CaseInsensitive)
                        && !item->text(1).contains(typed, Qt::CaseInsensitive));
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        QTreeWidgetItem *head = m_tree->topLevelItem(i);
        bool isEmpty = true;
        for (int row = 0; row < head->childCount(); ++row)
            isEmpty = isEmpty && head->child(row)->isHidden();
        head->setHidden(isEmpty);
    }
}

} // namespace headroom::shortcuts
