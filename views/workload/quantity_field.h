#pragma once

#include "model/catalog/catalog.h"

#include <QLineEdit>

#include <optional>

namespace headroom::workload_views {

/// One number with a unit in a table: typed freely, checked against its spec, emptied to go back to the default.
/// Return or leaving it states the value, Escape takes back what was typed.
class QuantityField final : public QLineEdit {
    Q_OBJECT

public:
    QuantityField(catalog::ParameterSpec spec, QWidget *parent);
    /// Shows the value unless the user is typing another one.
    /// @param unstated  what it would be otherwise; a value that differs is shown as changed.
    void setValue(double value, double unstated);
    [[nodiscard]] double value() const { return m_value; }
    [[nodiscard]] bool isChanged() const;
    [[nodiscard]] const QString &error() const { return m_error; }

    /// Whether the event asks for the key of undo or redo in a field whose text was not typed into: it is the window's then.
    [[nodiscard]] static bool isUndoOfWindow(const QLineEdit &field, const QEvent &event);

Q_SIGNALS:
    /// Nothing: back to the default.
    void valueStated(const std::optional<double> &value);
    /// What is wrong with what was typed; empty: nothing any more.
    void errorChanged(const QString &error);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void read();
    void restore();
    void setError(const QString &error);

    catalog::ParameterSpec m_spec;
    double m_value = 0;
    double m_unstated = 0;
    QString m_error;
};

} // namespace headroom::workload_views
