#pragma once

#include <QPushButton>

namespace headroom::inspector {

/// A button whose words stand in several lines where it is too narrow for one, instead of making its panel wider.
class WrappedButton final : public QPushButton {
public:
    explicit WrappedButton(QWidget *parent);
    void setWords(const QString &words);
    [[nodiscard]] const QString &words() const { return m_words; }
    /// As narrow as its longest word.
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void wrap();
    [[nodiscard]] int besideWords() const;

    QString m_words;
};

} // namespace headroom::inspector
