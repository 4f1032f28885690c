#pragma once

#include "views/report/report_pages.h"

#include <QColor>
#include <QFont>

namespace headroom::paper {

/// A table before it has a place.
struct FlowTable {
    struct Cell {
        QString text;
        QColor color;
        bool isStrong = false;
    };
    QFont font;
    std::vector<QString> head; ///< empty: none
    std::vector<bool> isRight; ///< per column
    std::vector<std::vector<Cell>> rows;
};

/// Fills pages from top to bottom.
class Flow {
public:
    /// Something drawn.
    struct Drawn {
        QSizeF size; ///< px
        std::function<void(QPainter &)> paint;
        QString caption = {};
        bool isCentered = true;
        double letters = 0; ///< px, the smallest that are to be read on paper; 0: none
    };

    /// @param size  of a page in points
    explicit Flow(QSizeF size);

    [[nodiscard]] double y() const { return m_y; }
    [[nodiscard]] int page() const { return static_cast<int>(m_pages.size()) - 1; }
    [[nodiscard]] std::vector<Page> takePages() { return std::move(m_pages); }
    [[nodiscard]] const std::vector<QSizeF> &sizes() const { return m_sizes; }

    void skip(double height); ///< nothing at the top of a page
    /// What must not stand alone at the foot of a page: it waits for what is put next, and goes to the same page.
    /// @param height  pt that it takes
    /// @param put     puts it, by the functions below; called once, at the latest by finish()
    void lead(double height, std::function<void()> put);
    /// Puts what still waits.
    void finish();
    /// How many lines a text takes.
    [[nodiscard]] qsizetype linesOf(const QString &words, const QFont &font) const;
    /// pt that a text takes.
    [[nodiscard]] double heightOf(const QString &words, const QFont &font) const;
    void rule(const QColor &color);
    void text(const QString &words, const QFont &font, const QColor &color);
    /// One below the other, each with its mark; a short list is not cut.
    void list(const QStringList &marks, const QStringList &words, const QFont &font, const QColor &color);
    /// @return where it is on the page.
    QRectF entry(const QString &words, const QString &number, const QFont &font, const QColor &color);
    /// Made as wide as the page where it is wider, and as high; the caption stays with it. Where its letters would then be
    /// too small to read, it goes with what leads to it to a page of its own, across or of twice the size.
    void picture(const Drawn &drawn, const QFont &font, const QColor &color);
    /// Two beside each other, as high as there is room on this page where that is not too little to see something.
    void pair(const Drawn &left, const Drawn &right, const QFont &font, const QColor &color);
    void table(const FlowTable &table, const QColor &rule, const QColor &head);

private:
    void item(const QString &mark, const QString &words, const QFont &font, const QColor &color);
    struct Lead {
        double height;
        std::function<void()> put;
    };

    void nextPage();
    void usePage(QSizeF size);
    [[nodiscard]] QSizeF pageFor(const Drawn &drawn, double besides) const;
    /// Puts what waits; on the next page, unless there is room for it and `height` of what it leads to.
    void begin(double height);
    [[nodiscard]] double leadHeight() const;
    [[nodiscard]] double room() const { return m_bottom - m_y; }
    [[nodiscard]] double width() const { return m_size.width() - 2 * kMargin; }
    void line(double x, const QString &words, const QFont &font, const QColor &color, double width, bool isRight);
    void paint(const Drawn &drawn, QPointF corner, double scale);
    void row(const std::vector<FlowTable::Cell> &cells, const FlowTable &table, const std::vector<double> &widths,
             const QColor &rule, const QColor &ground);
    [[nodiscard]] std::vector<double> widthsOf(const FlowTable &table) const;
    [[nodiscard]] double heightOf(const std::vector<FlowTable::Cell> &cells, const FlowTable &table,
                                  const std::vector<double> &widths) const;

    QSizeF m_usual; ///< of a page
    QSizeF m_size;  ///< of this one
    double m_top;
    double m_bottom;
    double m_y;
    std::vector<Page> m_pages;
    std::vector<QSizeF> m_sizes;
    std::vector<Lead> m_leads;
};

} // namespace headroom::paper
