#pragma once

#include "views/theme/theme.h"

#include <QList>
#include <QString>
#include <QWidget>

#include <functional>

namespace headroom::growth_views {

/// What one input alone does to a figure.
struct TornadoRow {
    QString name;
    int input = 0;    ///< index among the inputs
    double low = 0;   ///< the figure with the input low; infinite: it does not exist
    double high = 0;  ///< with the input high
    QString lowText;  ///< the input, low: "2"
    QString highText; ///< high: "4"
};

/// Which assumption matters most: a bar per input from the figure with the input low to the figure with it high, the
/// widest above, around the figure as the design is.
class TornadoChart final : public QWidget {
    Q_OBJECT

public:
    explicit TornadoChart(QWidget *parent = nullptr);
    void setTheme(const theme::Theme &theme);
    /// @param base  the figure as the design is. @param valueText  writes a figure
    void setRows(QList<TornadoRow> rows, double base, std::function<QString(double)> valueText);
    void setEmptyText(const QString &text);
    [[nodiscard]] const QList<TornadoRow> &rows() const { return m_rows; }
    /// The two halves of a bar, in widget pixels: the input low, and high.
    [[nodiscard]] QRectF lowRect(int row) const;
    [[nodiscard]] QRectF highRect(int row) const;
    [[nodiscard]] double xOf(double value) const;
    [[nodiscard]] int chosen() const { return m_chosen; }
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void inputRequested(int input);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QRectF plotArea() const;
    [[nodiscard]] QRectF rowRect(int row) const;
    [[nodiscard]] QRectF halfRect(int row, double value) const;
    void choose(int row);
    void paintRow(QPainter &painter, int row) const;

    const theme::Theme *m_theme;
    QList<TornadoRow> m_rows;
    double m_base = 0;
    double m_least = 0;
    double m_most = 1;
    std::function<QString(double)> m_valueText;
    QString m_emptyText;
    int m_chosen = -1;
};

} // namespace headroom::growth_views
