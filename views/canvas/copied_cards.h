#pragma once

#include <QByteArray>
#include <QImage>
#include <QMimeData>

#include <functional>

namespace headroom::canvas {

/// Components on the clipboard: the design as JSON and text, and pictures of them, which are drawn when somebody wants
/// one, as those of thousands of cards take seconds.
class CopiedCards final : public QMimeData {
    Q_OBJECT

public:
    struct Pictures {
        QByteArray svg;
        QImage image;
    };
    /// @param design  as its mime type says.
    /// @param draw    is called at most once.
    CopiedCards(const QString &designMime, const QByteArray &design, std::function<Pictures()> draw);
    [[nodiscard]] QStringList formats() const override;
    [[nodiscard]] bool hasFormat(const QString &mime) const override { return formats().contains(mime); }
    /// Draws now what is not drawn yet: what `draw` needs is about to go.
    void drawNow() const;

protected:
    [[nodiscard]] QVariant retrieveData(const QString &mime, QMetaType type) const override;

private:
    mutable std::function<Pictures()> m_draw; ///< none once it was called
    mutable Pictures m_pictures;
};

} // namespace headroom::canvas
