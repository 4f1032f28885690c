#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

namespace headroom::pictures {

/// A PDF taken apart into its objects, to change some and to add others; knows what Qt writes: PDF 1.4 with one
/// cross-reference table and no object streams. Source: ISO 32000-1, 7.3.10 indirect objects, 7.5.4 cross-reference table.
class PdfObjects {
public:
    /// Nothing: it is not such a file.
    [[nodiscard]] static std::optional<PdfObjects> read(const QByteArray &pdf);

    /// Numbers are 1 to this.
    [[nodiscard]] int count() const { return static_cast<int>(m_objects.size()) - 1; }
    /// What stands between "N 0 obj" and "endobj"; empty: the number is free.
    [[nodiscard]] const QByteArray &at(int number) const { return m_objects[number]; }
    void set(int number, const QByteArray &content) { m_objects[number] = content; }
    /// @return the number of the new object.
    int add(const QByteArray &content);

    /// The number behind a key of a dictionary, "/Annots 12 0 R"; 0: there is none.
    [[nodiscard]] static int referenceIn(const QByteArray &dictionary, const QByteArray &key);
    /// Of the catalog of the document, and of its pages in their order.
    [[nodiscard]] int root() const { return referenceIn(m_trailer, "/Root"); }
    [[nodiscard]] QList<int> pages() const;

    /// The dictionary at the end of the file, "<< … >>".
    [[nodiscard]] QByteArray &trailer() { return m_trailer; }
    /// The whole file, with a new table.
    [[nodiscard]] QByteArray written() const;

private:
    QByteArray m_header;
    QList<QByteArray> m_objects; ///< by number; the first is none
    QByteArray m_trailer;
};

} // namespace headroom::pictures
