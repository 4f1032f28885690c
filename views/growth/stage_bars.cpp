#include "views/growth/stage_bars.h"

#include "model/reporting/csv.h"
#include "model/reporting/numbers.h"
#include "views/growth/cost_words.h"
#include "views/numbers/availability.h"
#include "views/numbers/screen_numbers.h"
#include "views/theme/letters.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace headroom::growth_views {

using growth::StageFigures;
using theme::Theme;

namespace {

constexpr double kLeastDown = 1e-6; ///< share of the time at which the logarithmic axis begins
constexpr double kMostDown = 1e-1;
constexpr double kRow = 30;

} // namespace

StageBars::StageBars(What what, QWidget *parent)
    : QWidget(parent)
    , m_theme(&Theme::light())
    , m_what(what)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(what == What::Costs ? tr("What each stage's monthly bill is split into")
                                          : tr("Downtime a year of each stage, and what is tolerated"));
    setWhatsThis(tr("Every stage as it is built, at the upper end of its range. Click to go there; up and down move "
                    "through the stages. The context menu copies the picture or the numbers."));
}

void StageBars::setTheme(const Theme &theme)
{
    m_theme = &theme;
    updateGeometry();
    update();
}

void StageBars::setStages(std::vector<StageFigures> stages, const std::string &currency)
{
    m_stages = std::move(stages);
    m_currency = currency;
    std::map<std::string, double> shares;
    for (const StageFigures &each : m_stages) {
        for (const auto &[category, cost] : each.costByCategory)
            if (each.cost > 0)
                shares[category] += cost / each.cost;
    }
    m_categories.clear();
    for (const auto &[category, share] : shares)
        m_categories.push_back(category);
    std::stable_sort(m_categories.begin(), m_categories.end(),
                     [&](const std::string &a, const std::string &b) { return shares[a] > shares[b]; });
    speak();
    updateGeometry();
    update();
}

void StageBars::setSpreads(std::vector<growth::Band> spreads)
{
    m_spreads = std::move(spreads);
    speak();
    update();
}

const growth::Band *StageBars::spreadOf(int stage) const
{
    const auto at = static_cast<std::size_t>(stage);
    return at < m_spreads.size() && m_spreads[at].samples > 0 ? &m_spreads[at] : nullptr;
}

void StageBars::setCurrent(int stage)
{
    m_current = stage;
    speak();
    update();
}

QSize StageBars::minimumSizeHint() const
{
    const double text = theme::letterScale();
    return { theme::scaled(220), static_cast<int>((44 + 18 * static_cast<double>(m_stages.size())) * text) };
}

QRectF StageBars::plotArea() const
{
    const double text = theme::letterScale();
    const double names = std::min(150 * text, width() * 0.3);
    return QRectF(rect()).adjusted(names + 12, 38 * text, -86 * text, -6 * text);
}

QRectF StageBars::rowRect(int stage) const
{
    const QRectF plot = plotArea();
    const double high
        = std::min(kRow * theme::letterScale(), plot.height() / std::max(1.0, static_cast<double>(m_stages.size())));
    return { plot.left(), plot.top() + high * stage, plot.width(), high };
}

int StageBars::rowAt(double y) const
{
    for (int i = 0; i < static_cast<int>(m_stages.size()); ++i)
        if (const QRectF row = rowRect(i); y >= row.top() && y < row.bottom())
            return i;
    return -1;
}

/// Less downtime is a shorter bar; tenfold is a step of the axis.
double StageBars::shareOfDown(double down) const
{
    return std::clamp(std::log(std::max(down, kLeastDown) / kLeastDown) / std::log(kMostDown / kLeastDown), 0.005, 1.0);
}

std::vector<QRectF> StageBars::partsOf(int stage) const
{
    const StageFigures &of = m_stages[static_cast<std::size_t>(stage)];
    const QRectF row = rowRect(stage).adjusted(0, 4, 0, -4);
    if (m_what == What::Availability) {
        if (!of.availability)
            return {};
        return { QRectF(row.left(), row.top(), shareOfDown(1 - *of.availability) * row.width(), row.height()) };
    }
    std::vector<QRectF> parts;
    double left = row.left();
    for (const std::string &category : m_categories) { // shares of its own bill: bills differ by orders of magnitude
        const auto found = of.costByCategory.find(category);
        const double share = found == of.costByCategory.end() || of.cost <= 0 ? 0 : found->second / of.cost;
        parts.emplace_back(left, row.top(), share * row.width(), row.height());
        left += share * row.width();
    }
    return parts;
}

QString StageBars::emptyText() const
{
    return m_what == What::Costs ? tr("The bills are being computed…") : tr("The downtimes are being computed…");
}

QStringList StageBars::linesOf(int stage) const
{
    const StageFigures &of = m_stages[static_cast<std::size_t>(stage)];
    QStringList lines { tr("Stage %1: %2").arg(stage + 1).arg(QString::fromStdString(of.name)) };
    lines.append(tr("at") + QLatin1Char('\t')
                 + tr("%1 users").arg(QString::fromStdString(screen::compactNumber(of.users))));
    if (m_what == What::Availability) {
        if (!of.availability)
            return lines << tr("It serves nobody: nothing in it answers requests of users.");
        if (!of.judged.empty())
            lines.append(tr("least available") + QLatin1Char('\t') + QString::fromStdString(of.judged));
        lines.append(tr("available") + QLatin1Char('\t') + screen::availability(*of.availability));
        lines.append(tr("down a year") + QLatin1Char('\t') + screen::downtimeAYear(*of.availability));
        if (const growth::Band *band = spreadOf(stage))
            lines.append(
                tr("down, 5 – 95 %") + QLatin1Char('\t')
                + QStringLiteral("%1 – %2").arg(screen::downtimeAYear(band->p95), screen::downtimeAYear(band->p05)));
        if (of.tolerated) {
            lines.append(tr("tolerated") + QLatin1Char('\t') + screen::downtimeAYear(*of.tolerated));
            lines.append(*of.availability >= *of.tolerated ? tr("✓ within the tolerance")
                                                           : tr("◆ longer than is tolerated"));
        }
        return lines;
    }
    lines.append(tr("a month") + QLatin1Char('\t') + QString::fromStdString(screen::money(of.cost, m_currency)));
    if (const growth::Band *band = spreadOf(stage))
        lines.append(tr("a month, 5 – 95 %") + QLatin1Char('\t')
                     + QStringLiteral("%1 – %2").arg(QString::fromStdString(screen::money(band->p05, m_currency)),
                                                     QString::fromStdString(screen::money(band->p95, m_currency))));
    for (const std::string &category : m_categories)
        if (const auto found = of.costByCategory.find(category); found != of.costByCategory.end() && of.cost > 0)
            lines.append(
                categoryText(category) + QLatin1Char('\t')
                + QStringLiteral("%1 · %2").arg(QString::fromStdString(screen::money(found->second, m_currency)),
                                                QString::fromStdString(screen::percent(found->second / of.cost))));
    return lines;
}

QString StageBars::csv() const
{
    using namespace reporting;
    std::vector<std::string> head { "stage", "name", "users" };
    if (m_what == What::Availability)
        for (const char *each : { "availability", "tolerated" })
            head.emplace_back(each);
    else
        for (const std::string &category : m_categories)
            head.push_back(csvText(category));
    std::string text = csvRecord(head);
    for (const StageFigures &each : m_stages) {
        std::vector<std::string> cells { std::to_string(each.stage + 1), csvText(each.name), exact(each.users) };
        if (m_what == What::Availability) {
            cells.push_back(each.availability ? exact(*each.availability) : "");
            cells.push_back(each.tolerated ? exact(*each.tolerated) : "");
        } else {
            for (const std::string &category : m_categories) {
                const auto found = each.costByCategory.find(category);
                cells.push_back(found == each.costByCategory.end() ? "0" : exact(found->second));
            }
        }
        text += csvRecord(cells);
    }
    return QString::fromStdString(text);
}

void StageBars::copyCsv()
{
    auto *copied = new QMimeData;
    copied->setText(csv());
    copied->setData(QStringLiteral("text/csv"), csv().toUtf8());
    QGuiApplication::clipboard()->setMimeData(copied);
}

void StageBars::copyPicture()
{
    QImage image(size() * 2, QImage::Format_RGB32); // as sharp as slides want it
    image.setDevicePixelRatio(2);
    image.fill(m_theme->color(theme::Role::Panel));
    render(&image);
    QGuiApplication::clipboard()->setImage(image);
}

void StageBars::speak()
{
    QStringList words;
    if (m_stages.empty())
        words.append(emptyText());
    if (m_current >= 0 && m_current < static_cast<int>(m_stages.size()))
        words = linesOf(m_current);
    setAccessibleDescription(words.join(QStringLiteral(", ")).replace(QLatin1Char('\t'), QStringLiteral(": ")));
}

void StageBars::mousePressEvent(QMouseEvent *event)
{
    if (const int row = rowAt(event->position().y()); row >= 0 && event->button() == Qt::LeftButton)
        Q_EMIT chosen(row);
}

void StageBars::mouseMoveEvent(QMouseEvent *event)
{
    m_hovered = rowAt(event->position().y());
    setCursor(m_hovered >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void StageBars::leaveEvent(QEvent *)
{
    m_hovered = -1;
    update();
}

void StageBars::keyPressEvent(QKeyEvent *event)
{
    const int by = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    const int to = m_current + by;
    if (by != 0 && to >= 0 && to < static_cast<int>(m_stages.size())) {
        Q_EMIT chosen(to);
        return;
    }
    QWidget::keyPressEvent(event);
}

void StageBars::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    connect(menu.addAction(tr("Copy as &picture")), &QAction::triggered, this, &StageBars::copyPicture);
    connect(menu.addAction(tr("Copy as &CSV")), &QAction::triggered, this, &StageBars::copyCsv);
    menu.exec(event->globalPos());
}

} // namespace headroom::growth_views
