#include "views/charts/curve_chart.h"
#include "views/theme/letters.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>

#include <algorithm>
#include <numeric>

// The row above the plot: a sample and a name for each curve, which shows and hides it.
namespace headroom::charts {

using theme::Role;
using theme::Theme;

QPixmap CurveChart::sampleOf(const Curve &curve) const
{
    const QSize size(22, 12);
    QPixmap pixmap(size * devicePixelRatioF());
    pixmap.setDevicePixelRatio(devicePixelRatioF());
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const Role role = curve.isHidden ? Role::CardLine : curve.role;
    if (const Qt::BrushStyle hatched = hatchOf(curve); hatched != Qt::NoBrush) {
        QColor pale = m_theme->color(role);
        pale.setAlphaF(0.6F);
        painter.fillRect(QRectF(1, 0, 20, 12), QBrush(pale, hatched));
    }
    painter.setPen(QPen(m_theme->color(role), 2, curve.style, Qt::RoundCap));
    painter.drawLine(QPointF(2, 6), QPointF(20, 6));
    if (!curve.badge.isEmpty()) {
        const QRectF box(5.5, 0.5, 11, 11);
        painter.setPen(QPen(m_theme->color(Role::Panel), 1));
        painter.setBrush(m_theme->color(role));
        painter.drawRoundedRect(box, 2, 2);
        QFont font = painter.font();
        font.setPixelSize(10);
        font.setBold(true);
        painter.setFont(font);
        painter.drawText(box, Qt::AlignCenter, curve.badge);
    }
    return pixmap;
}

/// As a band is drawn: tinted, hatched where several are, between two dotted edges.
QPixmap CurveChart::bandSample() const
{
    QPixmap pixmap(QSize(22, 12) * devicePixelRatioF());
    pixmap.setDevicePixelRatio(devicePixelRatioF());
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    const Role curve = m_content.bands.isEmpty() ? Role::Secondary : m_content.bands.front().role;
    QColor color = m_theme->color(m_areBandsHidden ? Role::CardLine : curve);
    painter.setPen(QPen(color, 1, Qt::DotLine));
    painter.drawLine(QPointF(2, 1.5), QPointF(20, 1.5));
    painter.drawLine(QPointF(2, 10.5), QPointF(20, 10.5));
    color.setAlphaF(0.25F);
    painter.fillRect(QRectF(2, 2, 18, 8), color);
    const bool isHatched = !m_content.bands.isEmpty() && m_content.bands.front().hatch != Qt::NoBrush;
    color.setAlphaF(0.6F);
    if (isHatched)
        painter.fillRect(QRectF(2, 2, 18, 8), QBrush(color, m_content.bands.front().hatch));
    return pixmap;
}

bool CurveChart::isInSight(const CurveBand &band) const
{
    return !m_areBandsHidden && !m_hidden.contains(band.label);
}

/// What fills its band; nothing where that is out of sight.
Qt::BrushStyle CurveChart::hatchOf(const Curve &curve) const
{
    for (const CurveBand &band : m_content.bands)
        if (band.label == curve.label && isInSight(band))
            return band.hatch;
    return Qt::NoBrush;
}

void CurveChart::showBandKey()
{
    m_bandKey->setVisible(!m_content.bands.isEmpty());
    if (m_bandKey->isHidden())
        return;
    dressEntry(*m_bandKey, tr("bands from 5 to 95 %"), m_areBandsHidden);
    m_bandKey->setIcon(QIcon(bandSample()));
    m_bandKey->setToolTip(
        QStringLiteral("<p>%1</p>")
            .arg(tr("Around each curve, hatched as its name shows: between what it lies in 90 of 100 draws of the "
                    "uncertain inputs. Click to hide or show.")));
}

/// Style sheets and icons take longer than all curves: they are made anew only when the legend says something else.
void CurveChart::showLegend()
{
    QList<LegendEntry> entries;
    for (const Curve &curve : std::as_const(m_content.curves))
        entries.append({ curve.label, curve.role, curve.style, curve.isHidden, hatchOf(curve), devicePixelRatioF() });
    const bool hasBands = !m_content.bands.isEmpty();
    if (!entries.isEmpty() && entries == m_legendOf && hasBands == !m_bandKey->isHidden())
        return;
    showBandKey();
    m_legendOf = std::move(entries);
    while (m_legend.size() > m_content.curves.size()) {
        QToolButton *last = m_legend.takeLast();
        last->hide();
        last->deleteLater();
    }
    while (m_legend.size() < m_content.curves.size()) {
        auto *button = new QToolButton(this);
        button->setAutoRaise(true);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setIconSize({ 22, 12 });
        button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        connect(button, &QToolButton::clicked, this,
                [this, button](bool isOn) { toggle(button->property("label").toString(), isOn); });
        m_legendRow->addWidget(button);
        m_legend.append(button);
    }
    for (qsizetype i = 0; i < m_legend.size(); ++i)
        dress(*m_legend[i], m_content.curves[i]);
    fitLegend();
    for (QWidget *each : { static_cast<QWidget *>(m_scaleButton), static_cast<QWidget *>(m_menu) })
        each->setVisible(!m_content.curves.isEmpty());
    m_scaleButton->setFont(Theme::font(11));
}

void CurveChart::dress(QToolButton &button, const Curve &curve) const
{
    button.setProperty("label", curve.label);
    dressEntry(button, curve.label, curve.isHidden);
    button.setIcon(QIcon(sampleOf(curve)));
    const QString what = (curve.isHidden ? tr("Show “%1”") : tr("Hide “%1”")).arg(curve.label);
    button.setToolTip(
        QStringLiteral("<p>%1</p>").arg(what.toHtmlEscaped())
        + (curve.note.isEmpty() ? QString() : QStringLiteral("<p>%1</p>").arg(curve.note.toHtmlEscaped())));
}

void CurveChart::dressEntry(QToolButton &button, const QString &name, bool isHidden) const
{
    button.setFont(Theme::font(11));
    button.setStyleSheet(
        QStringLiteral("QToolButton { padding: 2px 3px; text-align: left; } QToolButton:checked { background: "
                       "transparent; color: %1; } QToolButton:!checked { color: %2; }")
            .arg(m_theme->color(Role::Text).name(), m_theme->color(Role::Faint).name()));
    button.setChecked(!isHidden);
    button.setAccessibleName(name);
}

/// A name of which only dots are left says less than none: where names have no room, a menu tells all of them.
void CurveChart::fitLegend()
{
    m_names->setVisible(false);
    m_plot->setNamedElsewhere(false);
    if (m_legend.isEmpty())
        return;
    constexpr int kSample = 38; // with its padding, and the gap to the next
    const auto nameOf = [](const QToolButton *button) { return button->property("label").toString(); };
    const auto whole = [&nameOf](const QToolButton *button) {
        return button->fontMetrics().horizontalAdvance(nameOf(button)) + kSample;
    };
    const int key = m_bandKey->isHidden() ? 0 : m_bandKey->sizeHint().width() + theme::scaled(6);
    const int room = width() - key - m_scaleButton->sizeHint().width() - m_menu->sizeHint().width() - theme::scaled(24);
    const int count = static_cast<int>(m_legend.size());
    QList<QToolButton *> byWidth = m_legend;
    std::sort(byWidth.begin(), byWidth.end(), [&](const auto *a, const auto *b) { return whole(a) < whole(b); });
    const bool hasRoom = room / count >= theme::scaled(84)
        || std::accumulate(m_legend.begin(), m_legend.end(), 0,
                           [&](int sum, const auto *each) { return sum + whole(each); })
            <= room;
    int left = room; // the short ones are whole, the long ones share what is left
    int open = count;
    // Shares instead of least widths: a chart that names all its curves has to become narrow again.
    for (QToolButton *button : std::as_const(byWidth)) {
        const int share = hasRoom ? std::min(whole(button), left / open) : whole(button);
        left -= share;
        --open;
        m_legendRow->setStretchFactor(button, share);
        button->setVisible(hasRoom);
        // The style would leave out the middle of a name, of which the beginning says most.
        QString name = nameOf(button);
        if (share < whole(button))
            name = button->fontMetrics().elidedText(name, Qt::ElideRight, share - kSample);
        button->setText(name.replace(QLatin1Char('&'), QStringLiteral("&&")));
    }
    m_plot->setNamedElsewhere(hasRoom);
    m_names->setVisible(!hasRoom);
    m_names->setFont(Theme::font(11));
    m_names->setText(tr("%n curve(s)", nullptr, static_cast<int>(m_legend.size())) + QStringLiteral(" ▾"));
}

void CurveChart::fillNames()
{
    QMenu &menu = *m_names->menu();
    menu.clear();
    for (const Curve &curve : std::as_const(m_content.curves)) {
        QAction *row = menu.addAction(QIcon(sampleOf(curve)),
                                      QString(curve.label).replace(QLatin1Char('&'), QStringLiteral("&&")));
        row->setCheckable(true);
        row->setChecked(!curve.isHidden);
        connect(row, &QAction::triggered, this, [this, label = curve.label](bool isOn) { toggle(label, isOn); });
    }
}

void CurveChart::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitLegend();
}

void CurveChart::toggle(const QString &label, bool isShown)
{
    if (isShown)
        m_hidden.remove(label);
    else
        m_hidden.insert(label);
    for (Curve &curve : m_content.curves)
        curve.isHidden = m_hidden.contains(curve.label);
    rescale();
    showLegend();
    publish();
}

} // namespace headroom::charts
