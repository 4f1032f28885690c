#include "views/start/start_page.h"

#include "views/start/labels.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace headroom::start {

using theme::Role;
using theme::Theme;

namespace {

constexpr int kGap = 16;

void empty(QLayout &layout)
{
    while (QLayoutItem *item = layout.takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
}

/// As many columns as there is room for, or one less where the last row is then fuller.
int columnsFor(int tiles, int most)
{
    const auto empty = [tiles](int columns) { return (columns - tiles % columns) % columns; };
    return most > 2 && empty(most - 1) < empty(most) ? most - 1 : most;
}

} // namespace

StartPage::StartPage(const catalog::Catalog &catalog, QWidget *parent)
    : QScrollArea(parent)
    , m_catalog(catalog)
    , m_theme(&Theme::light())
    , m_body(new QWidget)
    , m_title(plainLabel(tr("Headroom")))
    , m_subtitle(plainLabel(tr("How many users does your architecture hold, and what gives way first?")))
    , m_open(new QPushButton(tr("Open a file…")))
    , m_tour(new QPushButton(tr("Take the tour")))
    , m_recoveryHeading(plainLabel(tr("Not saved when Headroom ended")))
    , m_recoveries(new QVBoxLayout)
    , m_recentHeading(plainLabel(tr("Recent files")))
    , m_recent(new QVBoxLayout)
    , m_recentColumn(new QWidget)
{
    setAccessibleName(tr("Start page"));
    setFocusPolicy(Qt::ClickFocus); // Tab goes to what can be done here
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setWidget(m_body);
    m_subtitle->setWordWrap(true);
    auto *head = new QHBoxLayout;
    auto *names = new QVBoxLayout;
    names->setSpacing(4);
    names->addWidget(m_title);
    names->addWidget(m_subtitle);
    head->addLayout(names, 1);
    m_open->setProperty("primary", true);
    m_tour->setProperty("outlined", true);
    head->addWidget(m_tour, 0, Qt::AlignTop);
    head->addWidget(m_open, 0, Qt::AlignTop);
    connect(m_open, &QPushButton::clicked, this, &StartPage::openRequested);
    connect(m_tour, &QPushButton::clicked, this, &StartPage::tourRequested);
    m_recoveries->setSpacing(8);
    auto *tiles = new QVBoxLayout;
    tiles->setSpacing(12);
    m_templates = addSection(tr("Begin with a stage of growth"), tiles);
    m_examples = addSection(tr("Examples"), tiles);
    tiles->addStretch();
    auto *files = new QVBoxLayout(m_recentColumn);
    files->setContentsMargins(0, 0, 0, 0);
    files->setSpacing(4);
    files->addWidget(m_recentHeading);
    files->addSpacing(6);
    files->addLayout(m_recent);
    files->addStretch();
    m_recentColumn->setFixedWidth(kRecentWidth);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(32);
    columns->addLayout(tiles, 1);
    columns->addWidget(m_recentColumn);
    auto *page = new QVBoxLayout(m_body);
    page->setContentsMargins(40, 32, 40, 32);
    page->setSpacing(20);
    page->addLayout(head);
    page->addWidget(m_recoveryHeading);
    page->addLayout(m_recoveries);
    page->addLayout(columns, 1);
    m_recoveryHeading->hide();
    m_drawing.setInterval(0);
    connect(&m_drawing, &QTimer::timeout, this, &StartPage::drawNext);
    setRecent({});
}

StartPage::Section StartPage::addSection(const QString &title, QVBoxLayout *column)
{
    Section section { plainLabel(title), new QGridLayout, {} };
    section.grid->setSpacing(kGap);
    column->addWidget(section.heading);
    column->addLayout(section.grid);
    column->addSpacing(8);
    return section;
}

void StartPage::setTheme(const Theme &theme)
{
    m_theme = &theme;
    restyle();
    setRecent(m_files);
    setRecoveries(m_offers);
    if (isVisible())
        m_drawing.start();
}

void StartPage::restyle()
{
    paint(m_title, Theme::font(26, QFont::Bold), m_theme->color(Role::Text));
    paint(m_subtitle, Theme::font(14), m_theme->color(Role::Secondary));
    for (QLabel *heading : { m_templates.heading, m_examples.heading, m_recentHeading, m_recoveryHeading })
        paint(heading, Theme::font(14, QFont::DemiBold), m_theme->color(Role::Text));
    for (Section *section : { &m_templates, &m_examples })
        for (DesignTile *tile : section->tiles)
            tile->setTheme(*m_theme);
    m_body->setAutoFillBackground(true);
    QPalette ground = m_body->palette();
    ground.setColor(QPalette::Window, m_theme->color(Role::Window));
    m_body->setPalette(ground);
}

void StartPage::fill(Section &section, std::vector<TileContent> contents, void (StartPage::*chosen)(const QString &))
{
    empty(*section.grid);
    section.tiles.clear();
    for (TileContent &content : contents) {
        auto *made = new DesignTile(std::move(content), m_catalog, m_body);
        made->setTheme(*m_theme);
        connect(made, &QAbstractButton::clicked, this, [this, made, chosen] { Q_EMIT(this->*chosen)(made->id()); });
        section.tiles.push_back(made);
    }
    arrange();
}

void StartPage::setTemplates(std::vector<TileContent> templates)
{
    fill(m_templates, std::move(templates), &StartPage::templateRequested);
}

void StartPage::setExamples(std::vector<TileContent> examples)
{
    fill(m_examples, std::move(examples), &StartPage::exampleRequested);
}

void StartPage::setTourText(const QString &text)
{
    m_tour->setText(text);
}

DesignTile *StartPage::tile(const QString &id) const
{
    for (const Section *section : { &m_templates, &m_examples })
        for (DesignTile *tile : section->tiles)
            if (tile->id() == id)
                return tile;
    return nullptr;
}

void StartPage::setRecent(const std::vector<RecentFile> &files)
{
    m_files = files;
    empty(*m_recent);
    for (const RecentFile &file : files)
        m_recent->addWidget(recentRow(file));
    if (files.empty()) {
        QLabel *none = plainLabel(tr("Files that you open or save are listed here."));
        none->setWordWrap(true);
        paint(none, Theme::font(12), m_theme->color(Role::Secondary));
        m_recent->addWidget(none);
    }
}

void StartPage::setRecoveries(const std::vector<RecoveryOffer> &offers)
{
    m_offers = offers;
    empty(*m_recoveries);
    for (const RecoveryOffer &offer : offers)
        m_recoveries->addWidget(recoveryRow(offer));
    m_recoveryHeading->setVisible(!offers.empty());
    paint(m_recoveryHeading, Theme::font(14, QFont::DemiBold), m_theme->color(Role::Text));
}

void StartPage::arrange()
{
    const bool hasRoom = viewport()->width() >= 900;
    const int least = hasRoom ? kRecentWidth : 220;
    const int room = viewport()->width() - 80 - 32 - least;
    if (m_templates.tiles.empty())
        return;
    const int pitch = m_templates.tiles.front()->width() + kGap;
    const int columns = columnsFor(static_cast<int>(m_templates.tiles.size()), std::max(1, (room + kGap) / pitch));
    const int files = least + std::max(0, room + kGap - columns * pitch); // what no tile fills
    if (std::exchange(m_recentWidth, files) != files) {
        m_recentColumn->setFixedWidth(files);
        setRecent(m_files); // names are cut to it
    }
    for (Section *section : { &m_templates, &m_examples }) {
        if (section->tiles.empty())
            continue;
        for (DesignTile *tile : section->tiles)
            section->grid->removeWidget(tile);
        for (int i = 0; i < static_cast<int>(section->tiles.size()); ++i)
            section->grid->addWidget(section->tiles[static_cast<std::size_t>(i)], i / columns, i % columns,
                                     Qt::AlignLeft | Qt::AlignTop);
        for (int i = 0; i < section->grid->columnCount(); ++i)
            section->grid->setColumnStretch(i, i == columns ? 1 : 0);
        section->grid->setColumnStretch(columns, 1);
    }
}

void StartPage::drawNext()
{
    for (Section *section : { &m_templates, &m_examples })
        for (DesignTile *tile : section->tiles)
            if (!tile->hasPicture()) {
                tile->makePicture();
                return;
            }
    m_drawing.stop();
}

void StartPage::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    arrange();
}

void StartPage::showEvent(QShowEvent *event)
{
    QScrollArea::showEvent(event);
    m_drawing.start();
}

} // namespace headroom::start
