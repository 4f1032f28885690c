#pragma once

#include "model/catalog/catalog.h"
#include "views/theme/theme.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QListView;
class QModelIndex;

namespace headroom::palette {

class PaletteModel;

/// The list of component kinds: searched, dragged onto the canvas, or added by double click or Enter.
class PaletteView final : public QWidget {
    Q_OBJECT

public:
    /// @param catalog  must outlive the view.
    explicit PaletteView(const catalog::Catalog &catalog, QWidget *parent = nullptr);
    void setTheme(const theme::Theme &theme);
    void focusSearch();
    /// Ids of kinds, as remembered from before.
    void setFavourites(const QStringList &kinds);
    void setRecent(const QStringList &kinds);
    /// Puts the kind first among those used last, wherever it was added from.
    void noteUse(const QString &kindId);
    /// Where the star of a row is that makes its kind a favourite.
    [[nodiscard]] QRect starRect(const QString &kindId) const;
    /// Where the row of a kind is, in this widget's pixels; null when it is filtered out.
    [[nodiscard]] QRect rowRect(const QString &kindId) const;

Q_SIGNALS:
    void kindActivated(const QString &kindId);
    void favouritesChanged(const QStringList &kinds);
    void recentChanged(const QStringList &kinds);
    void left(); ///< by Esc

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void filter(const QString &text);
    void activate(const QModelIndex &index);
    void toggleFavourite(const QModelIndex &index);
    void showMenu(const QPoint &position);
    bool filterList(QEvent *event);

    PaletteModel *m_model;
    QLineEdit *m_search;
    QListView *m_list;
    QLabel *m_empty;
};

} // namespace headroom::palette
