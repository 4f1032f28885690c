#pragma once

#include <QLineEdit>

namespace headroom::inspector {

/// A field for a name that ends in "…" where it is too long to be read, as long as nobody edits it.
class NameEdit final : public QLineEdit {
    Q_OBJECT

public:
    using QLineEdit::QLineEdit;
    /// What stands in the field: the whole text, or what fits of it.
    [[nodiscard]] QString shown() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QRect room() const;
};

} // namespace headroom::inspector
