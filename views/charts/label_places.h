#pragma once

#include <QList>
#include <QPolygonF>
#include <QRectF>
#include <QString>

#include <optional>

class QFontMetricsF;

namespace headroom::charts {

constexpr qsizetype kNobody = -1; ///< owner of the marker, and of what else is no curve

/// A name cut to its room. "Metadata… · Memory": what comes after the dot tells curves of one component apart, so the
/// name before it gives way.
[[nodiscard]] QString shortenedLabel(const QString &label, const QFontMetricsF &metrics, double room);

/// Finds room for the labels of a chart: none covers another, and where possible no line but its own crosses it.
class LabelPlaces {
public:
    /// @param owner  whose line it is; a label may lie on the line of its own owner.
    void addLine(QPolygonF line, qsizetype owner);

    /// Takes the first of these places that is good, else the first where no label is yet; nothing: all are taken.
    [[nodiscard]] std::optional<QRectF> take(const QList<QRectF> &candidates, qsizetype owner);
    /// Takes the first of these places that is good; nothing: each is taken or crossed.
    [[nodiscard]] std::optional<QRectF> takeClear(const QList<QRectF> &candidates, qsizetype owner);
    /// The same, but lines of kNobody, like a marker, may run below the label.
    [[nodiscard]] std::optional<QRectF> takeOverMarkers(const QList<QRectF> &candidates, qsizetype owner);

private:
    struct Line {
        QPolygonF points;
        qsizetype owner;
    };
    [[nodiscard]] bool isTaken(const QRectF &box) const;
    [[nodiscard]] bool isCrossed(const QRectF &box, qsizetype owner, bool areMarkersSeen = true) const;
    [[nodiscard]] std::optional<QRectF> takeFirst(const QList<QRectF> &candidates, qsizetype owner,
                                                  bool areMarkersSeen);

    QList<Line> m_lines;
    QList<QRectF> m_taken;
};

} // namespace headroom::charts
