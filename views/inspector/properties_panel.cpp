#include "views/inspector/properties_panel.h"
#include "model/layout/looks.h"
#include "views/inspector/link_button.h"
#include "views/language/words.h"

#include <QCoreApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTextDocument>
#include <QVBoxLayout>

#include <algorithm>

namespace headroom::inspector {

namespace {

using theme::Role;
using theme::Theme;

constexpr int kNoteRest = 700; ///< ms that words of a note wait; the journal's own second comes on top

} // namespace

PropertiesPanel::PropertiesPanel(const catalog::Catalog &catalog, QWidget *parent)
    : QWidget(parent)
    , m_catalog(catalog)
    , m_column(new QVBoxLayout(this))
    , m_theme(&Theme::light())
{
    m_column->setContentsMargins(16, 8, 12, 16);
    m_noteRest.setSingleShot(true);
    m_noteRest.setInterval(kNoteRest);
    connect(&m_noteRest, &QTimer::timeout, this, &PropertiesPanel::commitNote);
}

void PropertiesPanel::setTheme(const Theme &theme)
{
    m_theme = &theme;
    for (ParameterRow *row : m_rows)
        row->setTheme(theme);
    for (QLabel *heading : m_headings) {
        QPalette palette = heading->palette();
        palette.setColor(QPalette::WindowText, theme.color(Role::Secondary));
        heading->setPalette(palette);
    }
    for (LinkButton *link : m_links)
        if (link)
            link->setTheme(theme);
}

void PropertiesPanel::show(project::Snapshot snapshot, std::size_t stage, const std::vector<std::string> &selection)
{
    m_snapshot = std::move(snapshot);
    m_stage = stage;
    m_selection = selection;
    std::string shown = "design";
    if (selection.size() > 1) {
        shown = "several";
        for (const std::string &id : selection)
            shown += '|' + id;
    } else if (selection.size() == 1) {
        const project::Component *component = this->stage().findComponent(selection.front());
        const project::Connection *connection = this->stage().findConnection(selection.front());
        shown = selection.front() + '|'
            + (component        ? component->kind
                   : connection ? "connection " + connection->kind
                                : "");
    }
    if (shown != m_shown) {
        m_shown = shown;
        rebuild();
    } else {
        refresh();
    }
}

void PropertiesPanel::rebuild()
{
    if (m_content) { // one of its editors may be the sender of what led here
        m_content->hide();
        m_content->deleteLater();
    }
    m_rows.clear();
    m_headings.clear();
    m_notes = nullptr;
    m_noteRest.stop();
    m_ends = {};
    m_links = {};
    m_content = new QWidget(this);
    m_inside = new QVBoxLayout(m_content);
    m_inside->setContentsMargins(0, 0, 0, 0);
    m_inside->setSpacing(4);
    m_column->addWidget(m_content);
    if (m_selection.empty())
        buildDesign();
    else if (m_selection.size() > 1)
        buildSeveral();
    else if (const project::Component *component = stage().findComponent(m_selection.front()))
        buildComponent(*component);
    else if (const project::Connection *connection = stage().findConnection(m_selection.front()))
        buildConnection(*connection);
    m_inside->addStretch(1);
    refresh();
    setTheme(*m_theme);
    m_content->show(); // what is added to a visible panel starts hidden
}

void PropertiesPanel::addHeading(const QString &words)
{
    auto *label = new QLabel(words, m_content);
    label->setTextFormat(Qt::PlainText);
    label->setFont(Theme::font(12, QFont::DemiBold));
    label->setContentsMargins(0, 0, 0, 2);
    m_headings.push_back(label);
    if (m_inside->count() > 0)
        m_inside->addSpacing(10);
    m_inside->addWidget(label);
}

QLabel *PropertiesPanel::addText(const QString &words)
{
    auto *label = new QLabel(words, m_content);
    label->setTextFormat(Qt::PlainText);
    label->setFont(Theme::font(12));
    label->setWordWrap(true);
    m_inside->addWidget(label);
    return label;
}

/// A button that leads to a component, which is asked for when it is pressed: a line may have other ends by then.
QPushButton *PropertiesPanel::addLink(const QString &caption, const std::function<std::string()> &target)
{
    auto *button = new QPushButton(caption, m_content);
    button->setFont(Theme::font(12));
    m_inside->addWidget(button);
    connect(button, &QPushButton::clicked, this, [this, target] { Q_EMIT elementRequested(text(target())); });
    return button;
}

QString PropertiesPanel::nameOf(const std::string &component) const
{
    const project::Component *found = stage().findComponent(component);
    return text(found ? found->name : component);
}

void PropertiesPanel::addRows(const std::vector<catalog::ParameterSpec> &specs, bool isWorkload)
{
    const QString first = isWorkload ? tr("Workload") : tr("General");
    const auto isElsewhere // a note of one element has room for lines
        = [this](const catalog::ParameterSpec &spec) { return spec.id == layout::kNote && m_selection.size() == 1; };
    const auto headingOf = [&first](const catalog::ParameterSpec &spec) {
        return spec.group.empty() ? first : QCoreApplication::translate("Catalog", spec.group.c_str());
    };
    QStringList headings;
    for (const catalog::ParameterSpec &spec : specs)
        if (!headings.contains(headingOf(spec)) && !isElsewhere(spec))
            headings.append(headingOf(spec));
    for (const QString &heading : headings) {
        addHeading(heading);
        for (const catalog::ParameterSpec &spec : specs) {
            if (headingOf(spec) != heading || isElsewhere(spec))
                continue;
            auto *row = new ParameterRow(spec, m_content);
            m_inside->addWidget(row);
            m_rows.push_back(row);
            connect(row, &ParameterRow::valueStated, this,
                    [this, id = spec.id, isWorkload](const std::optional<project::Value> &value) {
                        stateParameter(id, value, isWorkload);
                    });
        }
    }
}

void PropertiesPanel::stateParameter(const std::string &parameter, const std::optional<project::Value> &value,
                                     bool isWorkload)
{
    if (isWorkload)
        Q_EMIT editRequested(edits::SetWorkloadParameter { parameter, value });
    else if (m_selection.size() == 1)
        Q_EMIT editRequested(edits::SetParameter { m_stage, m_selection.front(), parameter, value });
    else
        stateForAll(parameter, value);
}

void PropertiesPanel::buildComponent(const project::Component &component)
{
    const catalog::Kind &kind = m_catalog.kind(component.kind);
    if (!m_catalog.knowsKind(component.kind))
        addText(tr("This version does not know the kind “%1”. The component is kept as it is and carries no load.")
                    .arg(text(component.kind)));
    else
        addText(text(kind.summary));
    addRows(kind.parameters, false);
    describeSizes(kind);
    addNotes();
}

/// A component has a field for it, a connection a parameter.
std::optional<std::string> PropertiesPanel::selectedNote() const
{
    if (m_selection.size() != 1)
        return std::nullopt;
    if (const project::Component *component = stage().findComponent(m_selection.front()))
        return component->notes;
    const project::Connection *connection = stage().findConnection(m_selection.front());
    if (!connection)
        return std::nullopt;
    const project::Value *stated = connection->parameters.find(layout::kNote);
    const std::string *words = stated ? std::get_if<std::string>(stated) : nullptr;
    return words ? *words : std::string();
}

void PropertiesPanel::addNotes()
{
    addHeading(tr("Note"));
    m_notes = new QPlainTextEdit(text(selectedNote().value_or(std::string())), m_content);
    m_notes->setFont(Theme::font(12));
    m_notes->setFixedHeight(72);
    m_notes->setTabChangesFocus(true);
    m_notes->setPlaceholderText(tr("Why it is here, what was decided"));
    m_notes->setAccessibleName(tr("Note"));
    m_notes->installEventFilter(this);
    connect(m_notes->document(), &QTextDocument::contentsChanged, this, [this] {
        if (m_notes && m_notes->document()->isModified() && !m_noteRest.isActive())
            m_noteRest.start();
    });
    m_inside->addWidget(m_notes);
}

void PropertiesPanel::refresh()
{
    if (m_selection.empty()) {
        refreshDesign();
        return;
    }
    if (m_selection.size() > 1) {
        refreshSeveral();
        return;
    }
    if (const project::Component *component = stage().findComponent(m_selection.front())) {
        for (ParameterRow *row : m_rows)
            if (const catalog::ParameterSpec *spec = m_catalog.kind(component->kind).findParameter(row->parameter()))
                row->setValue(catalog::effectiveValue(m_catalog, *component, *spec),
                              catalog::unstatedValue(m_catalog, *component, *spec));
    } else if (const project::Connection *connection = stage().findConnection(m_selection.front())) {
        refreshEnds(*connection);
        for (ParameterRow *row : m_rows)
            if (const catalog::ParameterSpec *spec
                = m_catalog.connectionKind(connection->kind).findParameter(row->parameter())) {
                const Shown shown = valueOf(*connection, *spec);
                row->setValue(shown.value, shown.unstated);
            }
    }
    const QString note = text(selectedNote().value_or(std::string()));
    const bool isTyped = m_notes && m_notes->hasFocus() && m_notes->document()->isModified();
    if (m_notes && !isTyped && m_notes->toPlainText() != note)
        m_notes->setPlainText(note);
}

void PropertiesPanel::commitNote()
{
    m_noteRest.stop();
    if (!m_notes || !m_snapshot)
        return;
    const std::optional<std::string> before = selectedNote();
    const std::string typed = m_notes->toPlainText().left(10000).toStdString();
    m_notes->document()->setModified(false);
    if (!before || typed == *before)
        return;
    const std::string id = m_selection.front();
    if (stage().findComponent(id))
        Q_EMIT editRequested(edits::SetNotes { m_stage, id, typed });
    else
        Q_EMIT editRequested(edits::SetParameter {
            m_stage, id, layout::kNote, typed.empty() ? std::nullopt : std::optional<project::Value>(typed) });
}

void PropertiesPanel::commitTyping()
{
    const std::vector<ParameterRow *> rows = m_rows; // an edit may bring others
    for (ParameterRow *row : rows)
        if (std::find(m_rows.begin(), m_rows.end(), row) != m_rows.end())
            row->commitTyping();
    if (m_notes && m_notes->document()->isModified())
        commitNote();
}

QString PropertiesPanel::dropWrong()
{
    QString why;
    for (ParameterRow *row : m_rows) {
        if (why.isEmpty())
            why = row->error();
        row->dropTyping();
    }
    return why;
}

bool PropertiesPanel::eventFilter(QObject *object, QEvent *event)
{
    if (object == m_notes && event->type() == QEvent::FocusOut)
        commitNote();
    return QWidget::eventFilter(object, event);
}

void PropertiesPanel::focusParameter(const std::string &id)
{
    for (ParameterRow *row : m_rows)
        if (row->parameter() == id && row->isEnabled()) {
            row->editor()->setFocus(Qt::OtherFocusReason);
            for (QWidget *up = parentWidget(); up; up = up->parentWidget())
                if (auto *area = qobject_cast<QScrollArea *>(up)) {
                    layout()->activate();
                    area->ensureWidgetVisible(row, 0, 60);
                    return;
                }
            return;
        }
}

} // namespace headroom::inspector
