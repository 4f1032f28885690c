#include "views/palette/palette_model.h"

#include <QMimeData>

#include <algorithm>

namespace headroom::palette {

namespace {

const QString kMime = QStringLiteral("application/x-headroom-kind");

bool matches(const catalog::Kind &kind, const QStringList &words)
{
    QString text = QString::fromStdString(kind.title + ' ' + kind.id + ' ' + kind.summary);
    for (const std::string &synonym : kind.synonyms)
        text += QLatin1Char(' ') + QString::fromStdString(synonym);
    return std::all_of(words.begin(), words.end(),
                       [&](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace

PaletteModel::PaletteModel(const catalog::Catalog &catalog, QObject *parent)
    : QAbstractListModel(parent)
    , m_catalog(catalog)
{
    rebuild();
}

void PaletteModel::setFilter(const QString &text)
{
    m_filter = text;
    rebuild();
}

void PaletteModel::setFavourites(const QStringList &kinds)
{
    m_favourites = kinds;
    rebuild();
}

void PaletteModel::setRecent(const QStringList &kinds)
{
    m_recent = kinds;
    rebuild();
}

const catalog::Family *PaletteModel::familyOf(const catalog::Kind &kind) const
{
    const auto &families = m_catalog.families();
    const auto found
        = std::find_if(families.begin(), families.end(), [&](const auto &each) { return each.id == kind.family; });
    return found == families.end() ? &families.front() : &*found;
}

void PaletteModel::addGroup(const QString &heading, const QStringList &kinds)
{
    bool isFirst = true;
    for (const QString &id : kinds) {
        if (!m_catalog.knowsKind(id.toStdString()))
            continue;
        const catalog::Kind &kind = m_catalog.kind(id.toStdString());
        if (std::exchange(isFirst, false))
            m_rows.push_back({ nullptr, familyOf(kind), heading });
        m_rows.push_back({ &kind, familyOf(kind) });
    }
}

void PaletteModel::rebuild()
{
    const QStringList words = m_filter.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    beginResetModel();
    m_rows.clear();
    if (words.isEmpty()) {
        addGroup(tr("Favourites"), m_favourites);
        addGroup(tr("Used last"), m_recent);
    }
    for (const catalog::Family &family : m_catalog.families()) {
        bool isFirst = true;
        for (const catalog::Kind &kind : m_catalog.kinds()) {
            if (kind.family != family.id || !matches(kind, words))
                continue;
            if (std::exchange(isFirst, false))
                m_rows.push_back({ nullptr, &family, QString::fromStdString(family.title) });
            m_rows.push_back({ &kind, &family });
        }
    }
    endResetModel();
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return row.kind ? QString::fromStdString(row.kind->title) : row.heading;
    case Qt::ToolTipRole:
        return row.kind ? QStringLiteral("<p>%1</p>").arg(QString::fromStdString(row.kind->summary).toHtmlEscaped())
                        : QVariant();
    case KindRole:
        return row.kind ? QString::fromStdString(row.kind->id) : QString();
    case IconRole:
        return row.kind ? QString::fromStdString(row.kind->icon) : QString();
    case FamilyRole:
        return QString::fromStdString(row.family->id);
    case IsHeadingRole:
        return !row.kind;
    case IsFavouriteRole:
        return row.kind && m_favourites.contains(QString::fromStdString(row.kind->id));
    default:
        return {};
    }
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex &index) const
{
    if (!index.isValid() || index.data(IsHeadingRole).toBool())
        return Qt::ItemIsEnabled;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled;
}

QStringList PaletteModel::mimeTypes() const
{
    return { kMime };
}

QMimeData *PaletteModel::mimeData(const QModelIndexList &indexes) const
{
    auto *data = new QMimeData;
    if (!indexes.isEmpty())
        data->setData(kMime, indexes.first().data(KindRole).toString().toUtf8());
    return data;
}

int PaletteModel::bestRow() const
{
    const QString typed = m_filter.trimmed();
    int best = -1;
    int bestRank = 3;
    for (int row = 0; row < rowCount(); ++row) {
        const Row &each = m_rows[static_cast<std::size_t>(row)];
        if (!each.kind)
            continue;
        const QString title = QString::fromStdString(each.kind->title);
        const int rank = typed.isEmpty()                     ? 2
            : title.compare(typed, Qt::CaseInsensitive) == 0 ? 0
            : title.startsWith(typed, Qt::CaseInsensitive)   ? 1
                                                             : 2;
        if (rank < bestRank) {
            best = row;
            bestRank = rank;
        }
    }
    return best;
}

} // namespace headroom::palette
