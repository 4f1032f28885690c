#pragma once

#include "model/catalog/catalog.h"

#include <QAbstractListModel>

#include <vector>

namespace headroom::palette {

/// The catalog as rows: a heading per family, then its kinds; filtered by what the search field says.
class PaletteModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Data { KindRole = Qt::UserRole, IconRole, FamilyRole, IsHeadingRole };

    explicit PaletteModel(const catalog::Catalog &catalog, QObject *parent = nullptr);
    /// Keeps kinds whose title, id, summary or synonyms contain every word of the text.
    void setFilter(const QString &text);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] Qt::DropActions supportedDragActions() const override { return Qt::CopyAction; }
    /// First row that can be added; −1: the filter leaves nothing.
    [[nodiscard]] int firstKindRow() const;

private:
    struct Row {
        const catalog::Kind *kind = nullptr; ///< null: a heading
        const catalog::Family *family = nullptr;
    };
    const catalog::Catalog &m_catalog;
    std::vector<Row> m_rows;
};

} // namespace headroom::palette
