#pragma once

#include "model/catalog/catalog.h"

#include <QAbstractListModel>

#include <vector>

namespace headroom::palette {

/// The catalog as rows: favourites, what was used last, then a heading per family with its kinds. While the search
/// field says something only the families are there, with the kinds that fit it.
class PaletteModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Data { KindRole = Qt::UserRole, IconRole, FamilyRole, IsHeadingRole, IsFavouriteRole };

    explicit PaletteModel(const catalog::Catalog &catalog, QObject *parent = nullptr);
    /// Keeps kinds whose title, id, summary or synonyms contain every word of the text.
    void setFilter(const QString &text);
    /// Ids of kinds in the order they are shown; those the catalog does not know are left out.
    void setFavourites(const QStringList &kinds);
    void setRecent(const QStringList &kinds);
    [[nodiscard]] const QStringList &favourites() const { return m_favourites; }
    [[nodiscard]] const QStringList &recent() const { return m_recent; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] Qt::DropActions supportedDragActions() const override { return Qt::CopyAction; }
    /// The row whose title is what was typed, else the first that begins so, else the first that can be added; −1: the
    /// filter leaves nothing.
    [[nodiscard]] int bestRow() const;

private:
    struct Row {
        const catalog::Kind *kind = nullptr; ///< null: a heading
        const catalog::Family *family = nullptr;
        QString heading = {}; ///< where there is no kind
    };
    void rebuild();
    void addGroup(const QString &heading, const QStringList &kinds);
    [[nodiscard]] const catalog::Family *familyOf(const catalog::Kind &kind) const;

    const catalog::Catalog &m_catalog;
    std::vector<Row> m_rows;
    QString m_filter;
    QStringList m_favourites;
    QStringList m_recent;
};

} // namespace headroom::palette
