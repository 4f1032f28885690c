#include "views/inspector/inspector_view.h"

#include "model/project/element_index.h"
#include "views/help/plain_tip.h"
#include "views/inspector/load_panel.h"
#include "views/inspector/name_edit.h"
#include "views/inspector/remedy_list.h"
#include "views/inspector/why_panel.h"
#include "views/language/words.h"
#include "views/theme/letters.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace headroom::inspector {

namespace {

constexpr double kManyLetters = 1.3; ///< scale of the letters from which on tabs stand close

using theme::Role;
using theme::Theme;

QScrollArea *scrolled(QWidget *content, QWidget *parent)
{
    auto *area = new QScrollArea(parent);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(content);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

QPixmap framedIcon(const QString &name, const QColor &ink, const QColor &ground, qreal ratio)
{
    QPixmap picture(QSize(36, 36) * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(0, 0, 36, 36), 9, 9);
    painter.drawPixmap(QPointF(7, 7), Theme::icon(name, 22, ink, ratio));
    return picture;
}

/// Leaves the ids of elements that the stage has.
void dropGone(std::vector<std::string> &ids, const project::Stage &stage)
{
    constexpr std::size_t kFew = 4; // which are found sooner than an index is made
    if (ids.size() <= kFew) {
        std::erase_if(ids,
                      [&](const std::string &id) { return !stage.findComponent(id) && !stage.findConnection(id); });
        return;
    }
    const project::ElementIndex index(stage);
    std::erase_if(ids, [&](const std::string &id) { return !index.knows(id); });
}

} // namespace

InspectorView::InspectorView(const catalog::Catalog &catalog, QWidget *parent)
    : QWidget(parent)
    , m_catalog(catalog)
    , m_theme(&Theme::light())
    , m_icon(new QLabel(this))
    , m_name(new NameEdit(this))
    , m_kind(new QLabel(this))
    , m_tabs(new QTabBar(this))
    , m_pages(new QStackedWidget(this))
    , m_properties(new PropertiesPanel(catalog, this))
    , m_load(new LoadPanel(this))
    , m_why(new WhyPanel(this))
{
    m_icon->setFixedSize(36, 36);
    m_name->setFont(Theme::font(15, QFont::DemiBold));
    m_name->setProperty("heading", true);
    m_name->setMaxLength(200);
    m_name->setAccessibleName(tr("Name"));
    m_kind->setFont(Theme::font(11));
    m_kind->setTextFormat(Qt::PlainText);
    m_kind->setWordWrap(true); // large letters leave no room for "Benachrichtigungsdienst · Asynchrones" in a line
    m_kind->setContentsMargins(6, 0, 0, 0);
    m_tabs->addTab(tr("Properties"));
    m_tabs->addTab(tr("Load"));
    m_tabs->addTab(tr("Why?"));
    m_tabs->setFont(Theme::font(12));
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(false);
    m_tabs->setProperty("compact", theme::letterScale() > kManyLetters);
    m_tabs->setAccessibleName(tr("Inspector pages"));
    m_pages->addWidget(scrolled(m_properties, this));
    m_pages->addWidget(scrolled(m_load, this));
    m_pages->addWidget(scrolled(m_why, this));
    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(m_name);
    names->addWidget(m_kind);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(16, 14, 12, 4);
    head->setSpacing(6);
    head->addWidget(m_icon);
    head->addLayout(names, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(head);
    auto *tabs = new QHBoxLayout;
    tabs->setContentsMargins(14, 0, 14, 0);
    tabs->addWidget(m_tabs);
    tabs->addStretch();
    column->addLayout(tabs);
    column->addWidget(m_pages, 1);
    setMinimumWidth(270);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int page) {
        commitTyping();
        m_pages->setCurrentIndex(page);
    });
    connect(m_name, &QLineEdit::editingFinished, this, &InspectorView::rename);
    connect(m_properties, &PropertiesPanel::editRequested, this, &InspectorView::editRequested);
    connect(m_properties, &PropertiesPanel::elementRequested, this, &InspectorView::elementRequested);
    connect(m_properties, &PropertiesPanel::workloadRequested, this, &InspectorView::workloadRequested);
    connect(m_why, &WhyPanel::parameterRequested, this, &InspectorView::showParameter);
    connect(m_why->remedies(), &RemedyList::chosen, this, &InspectorView::remedyRequested);
    connect(m_why->remedies(), &RemedyList::moreRequested, this, &InspectorView::moreRemediesRequested);
}

InspectorView::~InspectorView()
{
    m_name->disconnect(this); // it loses the focus when the window closes, and has nothing to tell any more
}

void InspectorView::setSnapshot(project::Snapshot snapshot, std::size_t stage)
{
    const int shown = ++m_shown;
    if (m_snapshot && stage != m_stage) {
        leaveTyping();
        if (shown != m_shown)
            return; // the edit that came of it has brought a later version already
    }
    m_snapshot = std::move(snapshot);
    m_stage = stage;
    refresh();
}

QString InspectorView::commitTyping()
{
    if (!m_snapshot || m_stage >= m_snapshot->stages.size())
        return {};
    if (m_name->isModified())
        rename();
    m_properties->commitTyping();
    for (const ParameterRow *row : m_properties->rows())
        if (!row->error().isEmpty())
            return row->error();
    return {};
}

/// What is typed belongs to what is shown now, and something else is to be shown.
void InspectorView::leaveTyping()
{
    commitTyping();
    if (const QString why = m_properties->dropWrong(); !why.isEmpty())
        Q_EMIT dropped(why);
}

void InspectorView::setSelection(const std::vector<std::string> &ids)
{
    if (ids == m_selection)
        return;
    leaveTyping();
    m_selection = ids;
    refresh();
}

void InspectorView::setReport(std::shared_ptr<const analysis::Report> report)
{
    m_report = report && report->stageIndex == m_stage ? std::move(report) : nullptr;
    showReport();
}

void InspectorView::setRemedies(const std::vector<Remedy> &remedies)
{
    m_why->remedies()->setRemedies(remedies);
}

void InspectorView::showReport()
{
    const std::string chosen = m_selection.size() == 1 ? m_selection.front() : std::string();
    const bool isPresent = m_report && m_report->stageIndex == m_stage;
    m_load->show(isPresent ? m_report : nullptr, m_selection);
    if (isPresent && m_snapshot)
        m_why->ask(m_snapshot, m_stage, m_report->users, chosen);
}

void InspectorView::showParameter(const QString &element, const QString &parameter)
{
    if (m_selection.size() != 1 || text(m_selection.front()) != element)
        Q_EMIT elementRequested(element);
    m_tabs->setCurrentIndex(0);
    m_properties->focusParameter(parameter.toStdString());
}

void InspectorView::explain(const QString &metric)
{
    if (!m_snapshot)
        return;
    // Ids may have points themselves, so the longest one that fits is the owner; without one it is the whole stage.
    const std::string connection = "connection.";
    std::string path = metric.toStdString();
    std::string owner;
    const auto consider = [&](const std::string &id, const std::string &before) {
        if (id.size() > owner.size() && path.starts_with(before + id + '.'))
            owner = id;
    };
    const project::Stage &stage = *m_snapshot->stages[m_stage];
    for (const project::Component &each : stage.components)
        consider(each.id, "");
    const bool isComponent = !owner.empty();
    for (const project::Connection &each : stage.connections)
        if (!isComponent)
            consider(each.id, connection);
    if (!owner.empty())
        path.erase(0, (isComponent ? 0 : connection.size()) + owner.size() + 1);
    const bool isSelected = owner.empty() ? m_selection.empty() : m_selection == std::vector { owner };
    if (!isSelected)
        Q_EMIT elementRequested(text(owner));
    m_tabs->setCurrentIndex(2);
    m_why->want(path);
}

void InspectorView::setTheme(const Theme &theme)
{
    m_theme = &theme;
    QPalette palette = m_kind->palette();
    palette.setColor(QPalette::WindowText, theme.color(Role::Secondary));
    m_kind->setPalette(palette);
    m_properties->setTheme(theme);
    m_load->setTheme(theme);
    m_why->setTheme(theme);
    refresh();
}

std::string InspectorView::presentName() const
{
    if (!m_snapshot)
        return {};
    if (m_selection.empty())
        return m_snapshot->name;
    const project::Stage &stage = *m_snapshot->stages[m_stage];
    if (const project::Component *component = stage.findComponent(m_selection.front()))
        return component->name;
    const project::Connection *connection = stage.findConnection(m_selection.front());
    return connection ? connection->name : std::string();
}

void InspectorView::refresh()
{
    if (!m_snapshot || m_stage >= m_snapshot->stages.size())
        return;
    const project::Stage &stage = *m_snapshot->stages[m_stage];
    dropGone(m_selection, stage);
    QString icon = QStringLiteral("headroom");
    QString kindText = tr("Design");
    std::string family = "people";
    if (m_selection.size() == 1) {
        if (const project::Component *component = stage.findComponent(m_selection.front())) {
            const catalog::Kind &kind = m_catalog.kind(component->kind);
            icon = text(kind.icon);
            family = kind.family;
            kindText = text(m_catalog.knowsKind(component->kind) ? kind.title : component->kind);
            for (const catalog::Family &each : m_catalog.families())
                if (each.id == kind.family)
                    kindText += QStringLiteral(" · ") + text(each.title);
        } else {
            icon = QStringLiteral("globe");
            kindText = tr("Connection");
        }
    } else if (m_selection.size() > 1) {
        icon = QStringLiteral("custom");
        kindText = tr("%1 elements").arg(m_selection.size());
    }
    m_icon->setPixmap(m_selection.empty() ? Theme::icon(icon, 36, m_theme->color(Role::Accent), devicePixelRatioF())
                                          : framedIcon(icon, m_theme->family(family), m_theme->familySoft(family),
                                                       devicePixelRatioF()));
    m_kind->setText(kindText);
    m_name->setEnabled(m_selection.size() < 2);
    m_name->setPlaceholderText(m_selection.size() > 1 ? tr("Several") : tr("Name"));
    if (!(m_name->hasFocus() && m_name->isModified())) {
        m_name->setText(m_selection.size() > 1 ? QString() : text(presentName()));
        m_name->setToolTip(help::plainTip(m_name->text()));
        m_name->setCursorPosition(0);
        m_name->setModified(false);
    }
    m_properties->show(m_snapshot, m_stage, m_selection);
    showReport();
}

void InspectorView::rename()
{
    if (!m_name->isModified())
        return;
    const std::string typed = m_name->text().trimmed().toStdString();
    m_name->setModified(false);
    if (typed == presentName() || m_selection.size() > 1)
        return;
    const bool isConnection
        = m_selection.size() == 1 && m_snapshot->stages[m_stage]->findConnection(m_selection.front());
    if (typed.empty() && !isConnection) {
        refresh();
        return;
    }
    if (m_selection.empty())
        Q_EMIT editRequested(edits::RenameProject { typed });
    else
        Q_EMIT editRequested(edits::RenameElement { m_stage, m_selection.front(), typed });
}

void InspectorView::focusProperties()
{
    m_tabs->setCurrentIndex(0);
    for (QWidget *next = m_properties->nextInFocusChain(); next && next != m_properties;
         next = next->nextInFocusChain())
        if (m_properties->isAncestorOf(next) && next->isVisibleTo(m_properties) && next->isEnabled()
            && next->focusPolicy() & Qt::TabFocus && !next->focusProxy() && !qobject_cast<QAbstractButton *>(next)) {
            next->setFocus(Qt::TabFocusReason);
            return;
        }
    m_tabs->setFocus(Qt::TabFocusReason);
}

/// What no editor has a use for leads back.
void InspectorView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT left();
    else
        QWidget::keyPressEvent(event);
}

} // namespace headroom::inspector
